using Serverless.Bench.Problems;

namespace Serverless.Bench.Reports;

/// <summary>The whole answer, as <c>--output json</c> writes it.</summary>
/// <param name="Evaluations">Distinct candidates a search.</param>
/// <param name="Seeds">Searches for each problem and algorithm, with seeds 1 to this.</param>
/// <param name="Convention">The convention of gaps, distances, evaluations needed and tests.</param>
/// <param name="Baseline">The algorithm that the others are tested against.</param>
/// <param name="Problems">In the order they were asked for.</param>
public sealed record BenchDocument(
    int Evaluations, int Seeds, Convention Convention, string Baseline, IReadOnlyList<ProblemReport> Problems)
{
    public int SchemaVersion { get; init; } = 1;
}
