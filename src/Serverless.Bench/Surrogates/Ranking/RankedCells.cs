using Serverless.Bench.Problems;
using Serverless.MultiObjective;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>The rows of a problem that count, and the Pareto rank of each among all of them: what surrogates are to predict.</summary>
/// <remarks>What is better than chance and has every objective counts; a blank does not. Rank 0 is the true front.</remarks>
public sealed class RankedCells
{
    readonly int[] _ranks;
    readonly Lazy<NoiseCeiling?> _ceiling;

    /// <exception cref="BenchException">No row counts.</exception>
    public RankedCells(TableProblem problem)
    {
        Problem = problem;
        Rows = [.. Enumerable.Range(0, problem.RowCount).Where(row => problem.Counts(row, Convention.Tight))];
        _ranks = Rows.Count > 0
            ? RanksOf(problem, Rows, out var fronts)
            : throw new BenchException($"No row of {problem.Name} has all objectives and is better than chance; there is nothing to rank.");
        Fronts = fronts;
        _ceiling = new(() => NoiseCeiling.Of(this));
    }

    public TableProblem Problem { get; }

    /// <value>The table's rows that count, ascending.</value>
    public IReadOnlyList<int> Rows { get; }

    /// <value>How many different ranks there are.</value>
    public int Fronts { get; }

    /// <value>What noise leaves to be predicted, measured when first asked for; null where it cannot be told.</value>
    public NoiseCeiling? Ceiling => _ceiling.Value;

    /// <summary>The rank of the row at a place in <see cref="Rows"/>, among all of them.</summary>
    public int RankAt(int place) => _ranks[place];

    static int[] RanksOf(TableProblem problem, IReadOnlyList<int> rows, out int fronts)
    {
        var points = new double[rows.Count * problem.Metrics.Count];
        foreach (var (place, row) in rows.Index())
        {
            problem.ObjectivesOf(row).CopyTo(points.AsSpan(place * problem.Metrics.Count));
        }

        var ranks = new int[rows.Count];
        fronts = NondominatedSort.Ranks(points, problem.Metrics.Count, ranks);
        return ranks;
    }
}
