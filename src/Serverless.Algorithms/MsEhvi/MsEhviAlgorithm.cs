using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.Algorithms.Sampling;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.MsEhvi;

/// <summary>
/// MS-EHVI: expected hypervolume improvement with mixed surrogates: objectives known without training are exact, each other one is a Gaussian
/// process.
/// </summary>
/// <remarks>
/// Guerrero-Viu et al. 2021 (Bag of Baselines): points of a Sobol sequence, then one candidate per step. It does not choose fidelities: all
/// evaluations are at full training. Without known objectives it is <c>gp-ehvi</c> with another initial design.
/// </remarks>
sealed class MsEhviAlgorithm(AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state, ProblemDefinition problem)
    : ModelBasedAlgorithm(specification, space, seed, state, problem, hasExactCosts: true)
{
    public const string AlgorithmName = "ms-ehvi";

    /// <summary>The largest number of points of the sequence that are skipped because they are known.</summary>
    const int MostPassed = 1000;

    /// <summary>The number of cases of how pending candidates can turn out; irrelevant while one candidate is asked for at a time.</summary>
    const int Cases = 4;

    readonly SobolSequence _sequence = new(space.Dimensions.Count, seed);

    protected override ICandidateSelection Select(FittedModels fitted) => new BatchSelection(fitted, cases: Cases);

    /// <summary>Returns the first unknown point of the sequence, starting at the number of candidates proposed.</summary>
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
