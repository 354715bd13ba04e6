using Serverless.Algorithms.Options;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Policies;

/// <summary>Estimates the gradient of a mean loss with respect to the logits of independent decisions, from one draw and its loss.</summary>
/// <remarks>
/// <c>reinforce</c> is (f − b) ∇log p. For each decision, <c>rebar</c> subtracts from f a linear control variate of the relaxed choice and of the
/// plain values of the other decisions, and adds the gradient of the control back. Both are unbiased for any baseline and control that do not depend
/// on the draw. The control of a decision leaves out decisions that count only because of its choice. <c>reparametrised</c> is the gradient of the
/// relaxed control alone, biased by the part of f that is not linear and by the relaxation.
/// </remarks>
sealed class GradientEstimator
{
    /// <summary>The temperature of the relaxation.</summary>
    public const double RelaxationTemperature = 0.4;

    readonly SearchSpace _space;
    readonly FactorisedPolicy _policy;
    readonly bool[][] _depends;

    public GradientEstimator(SearchSpace space, FactorisedPolicy policy)
    {
        (_space, _policy) = (space, policy);
        int[] decisions = [.. Enumerable.Range(0, space.Dimensions.Count)];
        _depends = Array.ConvertAll(decisions, decision => Array.ConvertAll(decisions, other => DependsOn(other, decision)));
    }

    /// <summary>Adds the estimate from one draw.</summary>
    /// <param name="estimator">One of <see cref="EstimatorNames"/>.</param>
    /// <param name="weights">The logits.</param>
    /// <param name="genotype">The genotype that was drawn.</param>
    /// <param name="loss">The loss of the drawn genotype.</param>
    /// <param name="control">The control variate, fitted without the draw.</param>
    /// <param name="random">The source of one random number for each choice; unused by REINFORCE.</param>
    /// <param name="gradient">The gradient to add to, one derivative for each logit.</param>
    public void Add(
        string estimator, ReadOnlySpan<double> weights, ReadOnlySpan<int> genotype, double loss, LinearControl control, RandomStream random, Span<double> gradient)
    {
        if (estimator == EstimatorNames.Reinforce)
        {
            _policy.AddGradient(weights, genotype, temperature: 1, loss - control.Constant, bonus: 0, gradient);
            return;
        }

        for (var decision = 0; decision < genotype.Length; decision++)
        {
            if (!_space.IsActive(genotype, decision))
            {
                continue;
            }

            var offset = _policy.OffsetOf(decision);
            var probabilities = _policy.Probabilities(weights, decision);
            var relaxed = RelaxedChoice.Draw(
                probabilities, genotype[decision], control.Coefficients.AsSpan(offset, probabilities.Length), RelaxationTemperature, random);
            var score = estimator == EstimatorNames.Rebar ? loss - OthersOf(genotype, decision, control) - relaxed.Value : 0;
            for (var choice = 0; choice < probabilities.Length; choice++)
            {
                gradient[offset + choice] += relaxed.Free[choice];
                if (estimator == EstimatorNames.Rebar)
                {
                    gradient[offset + choice] += (score * ((choice == genotype[decision] ? 1 : 0) - probabilities[choice])) - relaxed.Given[choice];
                }
            }
        }
    }

    /// <summary>Returns the control's value for the decisions that count independently of this one.</summary>
    double OthersOf(ReadOnlySpan<int> genotype, int decision, LinearControl control)
    {
        var value = control.Constant;
        for (var other = 0; other < genotype.Length; other++)
        {
            if (other != decision && !_depends[decision][other] && _space.IsActive(genotype, other))
            {
                value += control.Coefficients[_policy.OffsetOf(other) + genotype[other]];
            }
        }

        return value;
    }

    bool DependsOn(int other, int decision) => _space.Dimensions[other].ActiveWhen is { } condition
        && (condition.Dimension == decision || DependsOn(condition.Dimension, decision));
}
