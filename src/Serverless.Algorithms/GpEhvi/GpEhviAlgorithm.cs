using Serverless.Algorithms.ModelBased;
using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.Spaces;

namespace Serverless.Algorithms.GpEhvi;

/// <summary>Proposes by Gaussian processes on analytic features and exact expected hypervolume improvement.</summary>
/// <remarks>Candidates are chosen one at a time, by the expected improvement times the probability that constraints hold.</remarks>
sealed class GpEhviAlgorithm(
    AlgorithmSpecification specification, SearchSpace space, long seed, AlgorithmState? state, ProblemDefinition problem)
    : ModelBasedAlgorithm(specification, space, seed, state, problem)
{
    public const string AlgorithmName = "gp-ehvi";

    readonly int _fantasies = specification.Fantasies!.Value;

    protected override ICandidateSelection Select(FittedModels fitted) => new BatchSelection(fitted, cases: _fantasies);
}
