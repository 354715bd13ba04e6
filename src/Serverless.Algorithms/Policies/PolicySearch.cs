using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Policies;

/// <summary>What searches share that draw candidates from a policy and learn its weights from what is told.</summary>
/// <remarks>
/// One step of the weights for each time that something is told, by the mean gradient over that. What was drawn before and is told later counts as drawn
/// by the weights of now. Cycles of equally many told candidates follow one another; what a cycle is, the algorithm says.
/// </remarks>
abstract class PolicySearch : SearchAlgorithm
{
    /// <summary>Of the draws of weights to begin with and of a gradient, so that no proposal has the same.</summary>
    const int LearningIndex = int.MinValue;

    readonly double _rate;

    protected PolicySearch(string name, Policy policy, AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state)
        : base(name, space, seed, state)
    {
        Policy = policy;
        _rate = specification.LearningRate!.Value;
        CycleEvaluations = specification.CycleEvaluations!.Value;
        Learner = state?.Weights is null ? new PolicyLearner(policy, policy.Begin(Draws)) : PolicyLearner.Load(policy, state);
    }

    protected Policy Policy { get; }

    protected PolicyLearner Learner { get; private set; }

    /// <value>How many are told in one cycle.</value>
    protected int CycleEvaluations { get; }

    /// <value>The cycle, from 0.</value>
    protected int Cycle => Cursor / CycleEvaluations;

    /// <value>How much of the cycle is over, from 0 to below 1.</value>
    protected double CycleShare => Cursor % CycleEvaluations / (double)CycleEvaluations;

    /// <value>Of the softmax of every decision.</value>
    protected virtual double Temperature => 1;

    /// <value>Whether each cycle begins with weights of its own.</value>
    protected virtual bool StartsAgain => false;

    /// <value>Random numbers of the weights and gradients of this generation.</value>
    protected RandomStream Draws => RandomStream.For(Seed, Generation, LearningIndex);

    protected override Child Breed(RandomStream random) => new(Policy.Sample(Learner.Weights, Temperature, random), [], "policy");

    protected sealed override void Learn(IReadOnlyList<Member> told)
    {
        foreach (var member in told.Where(member => member.Objectives.Length > 0))
        {
            Learner.See(member.Objectives);
        }

        var gradient = new double[Policy.WeightCount];
        AddGradient(told, gradient);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] /= told.Count;
        }

        Learner.Step(gradient, _rate);
        Remember(told);
        var cycle = Cycle;
        Cursor += told.Count;
        if (Cycle != cycle && StartsAgain)
        {
            Learner = Learner.Begin(Draws);
        }
    }

    /// <summary>Adds the gradient of what is to become larger, over all that was told.</summary>
    protected abstract void AddGradient(IReadOnlyList<Member> told, Span<double> gradient);

    /// <summary>Keeps what the algorithm needs of candidates that the weights have learnt from.</summary>
    protected virtual void Remember(IReadOnlyList<Member> told)
    {
    }

    protected override AlgorithmState Complete(AlgorithmState state) => Learner.Save(state);

    /// <summary>An evaluated candidate's objectives, as shares of what was seen.</summary>
    protected double[] SharesOf(Member member) =>
        [.. member.Objectives.Select((value, objective) => Learner.Ranges.Share(objective, value))];

    /// <summary>The reward, at most 0, of what is not feasible: −v / (1 + v) of a violation v, −1 of what failed; null of what is feasible.</summary>
    protected static double? PenaltyOf(Member member) =>
        member.IsFeasible ? null
        : member.Status is ObservationStatus.Failed or ObservationStatus.Screened || !double.IsFinite(member.Violation) ? -1
        : -member.Violation / (1 + member.Violation);

    /// <summary>REINFORCE (Williams 1992): adds (reward − baseline) times the gradient of log p, and of the entropy.</summary>
    protected void Reinforce(IReadOnlyList<Member> told, ReadOnlySpan<double> advantages, double entropyWeight, Span<double> gradient)
    {
        for (var i = 0; i < told.Count; i++)
        {
            Policy.AddGradient(Learner.Weights, told[i].Architecture.Genotype, Temperature, advantages[i], entropyWeight, gradient);
        }
    }
}
