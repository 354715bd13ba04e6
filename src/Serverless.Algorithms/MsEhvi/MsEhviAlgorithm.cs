using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.Algorithms.Sampling;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.MsEhvi;

/// <summary>MS-EHVI: expected hypervolume improvement of mixed surrogates: what takes no training is exact, the rest a Gaussian process each.</summary>
/// <remarks>
/// Guerrero-Viu et al. 2021 (Bag of Baselines): points of a Sobol sequence, then one candidate a step. It chooses no fidelity: all is at full
/// training. Without objectives that are known it is <c>gp-ehvi</c> with another design.
/// </remarks>
sealed class MsEhviAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state, ProblemDefinition problem)
    : ModelBasedAlgorithm(specification, space, seed, state, problem, hasExactCosts: true)
{
    public const string AlgorithmName = "ms-ehvi";

    /// <summary>Points of the sequence that are passed over because they are known, at most.</summary>
    const int MostPassed = 1000;

    /// <summary>Cases in which what is pending may turn out; of no account while one candidate is asked for at a time.</summary>
    const int Cases = 4;

    readonly SobolSequence _sequence = new(space.Dimensions.Count, seed);

    protected override ICandidateSelection Select(FittedModels fitted) => new BatchSelection(fitted, cases: Cases);

    /// <summary>The first point of the sequence that is not known, from as many on as were proposed.</summary>
    protected override Architecture Design(RandomStream random)
    {
        var index = (uint)ProposedCount;
        var point = SobolSearch.Point(_sequence, index, Space);
        for (var passed = 0; passed < MostPassed && IsKnown(point); passed++)
        {
            point = SobolSearch.Point(_sequence, ++index, Space);
        }

        return point;
    }
}
