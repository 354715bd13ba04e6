using Serverless.Algorithms.ModelBased;
using Serverless.Spaces;

namespace Serverless.Algorithms.Qnehvi;

/// <summary>Noisy expected hypervolume improvement by Monte Carlo, sequential greedy.</summary>
/// <remarks>
/// Daulton, Balandat, Bakshy 2021. Candidates of a finite space are compared one with another, so no gradient is climbed; the logarithm of
/// Ament, Daulton, Eriksson, Balandat, Bakshy 2023, which gives one where gains vanish, would not change the order.
/// </remarks>
sealed class QnehviAlgorithm(
    AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state, ProblemDefinition problem)
    : ModelBasedAlgorithm(specification, space, seed, state, problem)
{
    public const string AlgorithmName = "qnehvi";

    readonly int _draws = specification.PosteriorSamples!.Value;

    protected override ICandidateSelection Select(FittedModels fitted) => QnehviSelection.Create(fitted, _draws);
}
