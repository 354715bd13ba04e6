using Serverless.Algorithms.Options;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Policies;

/// <summary>Estimates of the gradient of a mean loss by the logits of independent decisions, from one draw and its loss.</summary>
/// <remarks>
/// `reinforce` is (f − b) ∇log p. `rebar` subtracts from f, for each decision, a linear control variate of its relaxed choice and the plain values of the other decisions, and
/// adds the control's own gradient back: both are without bias whatever baseline and control are, as long as those do not depend on the draw. A decision's
/// control leaves out what counts only by its choice. `reparametrised` is the gradient of the relaxed control alone, biased by what of f is not linear and by the relaxation.
/// </remarks>
sealed class GradientEstimator
{
    /// <summary>Of the relaxation.</summary>
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

    /// <summary>Adds the estimate of one draw.</summary>
    /// <param name="estimator">One of <see cref="EstimatorNames"/>.</param>
    /// <param name="weights">The logits.</param>
    /// <param name="genotype">The draw.</param>
    /// <param name="loss">Of the draw.</param>
    /// <param name="control">Made without the draw.</param>
    /// <param name="random">Numbers for each choice are drawn, unless by REINFORCE.</param>
    /// <param name="gradient">A place for each logit.</param>
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

    /// <summary>The control's value of the decisions that count whatever this one is.</summary>
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
