using Serverless.Bench.Problems;

namespace Serverless.Bench.Running;

/// <summary>All searches of one algorithm on one problem, by seed.</summary>
/// <param name="Problem">The problem.</param>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Traces">What each asked for.</param>
/// <param name="Measures">By convention, in the order of the traces.</param>
public sealed record AlgorithmRuns(
    TableProblem Problem,
    AlgorithmChoice Algorithm,
    IReadOnlyList<SearchTrace> Traces,
    IReadOnlyDictionary<Convention, IReadOnlyList<TraceMeasures>> Measures)
{
    /// <summary>A figure of every search.</summary>
    public double[] Each(Convention convention, Func<TraceMeasures, double> figure) => [.. Measures[convention].Select(figure)];
}
