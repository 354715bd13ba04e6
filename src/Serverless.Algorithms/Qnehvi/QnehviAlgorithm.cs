using Serverless.Algorithms.ModelBased;
using Serverless.Spaces;

namespace Serverless.Algorithms.Qnehvi;

/// <summary>qNEHVI: noisy expected hypervolume improvement by Monte Carlo, with sequential greedy batches.</summary>
/// <remarks>
/// Daulton, Balandat, Bakshy 2021. The candidates of a finite space are compared with each other, so no gradient is followed; the logarithm of Ament,
/// Daulton, Eriksson, Balandat, Bakshy 2023, which provides a gradient where gains vanish, would not change the order.
/// </remarks>
sealed class QnehviAlgorithm(
    AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state, ProblemDefinition problem)
    : ModelBasedAlgorithm(specification, space, seed, state, problem)
{
    public const string AlgorithmName = "qnehvi";

    readonly int _draws = specification.PosteriorSamples!.Value;

    protected override ICandidateSelection Select(FittedModels fitted) => QnehviSelection.Create(fitted, _draws);
}
