using Serverless.Algorithms.Populations;
using Serverless.Algorithms.Proposals;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Policies;

/// <summary>The base class of algorithms that draw candidates from a policy and learn its weights from observations.</summary>
/// <remarks>
/// The weights take one step for each set of observations, along the mean gradient over it. A candidate that was drawn with earlier weights counts as
/// drawn with the present ones. Cycles with equal numbers of observed candidates follow one another; the algorithm defines what a cycle means.
/// </remarks>
abstract class PolicySearch : SearchAlgorithm
{
    /// <summary>The random stream index of the initial weights and of gradients, which no proposal uses.</summary>
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

    /// <value>The number of observed candidates in one cycle.</value>
    protected int CycleEvaluations { get; }

    /// <value>The index of the cycle, from 0.</value>
    protected int Cycle => Cursor / CycleEvaluations;

    /// <value>The share of the cycle that is over, from 0 to below 1.</value>
    protected double CycleShare => Cursor % CycleEvaluations / (double)CycleEvaluations;

    /// <value>The temperature of the softmax of every decision.</value>
    protected virtual double Temperature => 1;

    /// <value>Whether each cycle starts with new weights.</value>
    protected virtual bool StartsAgain => false;

    /// <value>The random numbers for the weights and gradients of this generation.</value>
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

    /// <summary>Adds the gradient of the quantity to maximise, over all new observations.</summary>
    protected abstract void AddGradient(IReadOnlyList<Member> told, Span<double> gradient);

    /// <summary>Stores what the algorithm needs of the candidates that the weights have learnt from.</summary>
    protected virtual void Remember(IReadOnlyList<Member> told)
    {
    }

    protected override AlgorithmState Complete(AlgorithmState state) => Learner.Save(state);

    /// <summary>Returns an evaluated candidate's objectives as shares of the ranges seen so far.</summary>
    protected double[] SharesOf(Member member) =>
        [.. member.Objectives.Select((value, objective) => Learner.Ranges.Share(objective, value))];

    /// <summary>
    /// Returns the reward, at most 0, of an infeasible candidate: −v / (1 + v) for a violation v, −1 for a failure; null for a feasible one.
    /// </summary>
    protected static double? PenaltyOf(Member member) =>
        member.IsFeasible ? null
        : member.Status is ObservationStatus.Failed or ObservationStatus.Screened || !double.IsFinite(member.Violation) ? -1
        : -member.Violation / (1 + member.Violation);

    /// <summary>
    /// Adds the REINFORCE gradient (Williams 1992): (reward − baseline) times the gradient of log p, plus that of the weighted entropy.
    /// </summary>
    protected void Reinforce(IReadOnlyList<Member> told, ReadOnlySpan<double> advantages, double entropyWeight, Span<double> gradient)
    {
        for (var i = 0; i < told.Count; i++)
        {
            Policy.AddGradient(Learner.Weights, told[i].Architecture.Genotype, Temperature, advantages[i], entropyWeight, gradient);
        }
    }
}
