using Serverless.Algorithms.ModelBased;
using Serverless.Spaces;

namespace Serverless.Algorithms.Qnparego;

/// <summary>qNParEGO: noisy expected improvement of random scalarisations, one for each candidate.</summary>
/// <remarks>
/// Knowles 2006 for the scalarisations; Daulton, Balandat, Bakshy 2020, section 5, for the batches by Monte Carlo, with objectives modelled
/// separately.
/// </remarks>
sealed class QnparegoAlgorithm(
    AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state, ProblemDefinition problem)
    : ModelBasedAlgorithm(specification, space, seed, state, problem)
{
    public const string AlgorithmName = "qnparego";

    readonly int _draws = specification.PosteriorSamples!.Value;

    protected override ICandidateSelection Select(FittedModels fitted) => QnparegoSelection.Create(fitted, _draws);
}
