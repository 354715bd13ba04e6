using Serverless.Bench.Problems;

namespace Serverless.Bench.Running;

/// <summary>What to run.</summary>
/// <param name="Problems">One or more.</param>
/// <param name="Algorithms">One or more.</param>
/// <param name="Evaluations">Distinct candidates a search, at least 1.</param>
/// <param name="Seeds">Searches for each problem and algorithm, with seeds 1 to this.</param>
public sealed record BenchPlan(
    IReadOnlyList<TableProblem> Problems, IReadOnlyList<AlgorithmChoice> Algorithms, int Evaluations, int Seeds)
{
    static readonly int[] Usual = [50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000, 100_000];

    /// <value>Where figures are taken: the usual numbers of evaluations up to the last one, and that.</value>
    public IReadOnlyList<int> Checkpoints { get; } = [.. Usual.Where(checkpoint => checkpoint < Evaluations), Evaluations];
}
