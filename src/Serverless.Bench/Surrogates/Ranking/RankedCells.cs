using Serverless.Bench.Problems;
using Serverless.MultiObjective;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>The rows of a problem that count, with the Pareto rank of each among all of them, which surrogates are to predict.</summary>
/// <remarks>A row counts if it is better than chance and has every objective; blanks do not count. Rank 0 is the true front.</remarks>
public sealed class RankedCells
{
    readonly int[] _ranks;
    readonly Lazy<NoiseCeiling?> _ceiling;
    readonly Lazy<Repeatability?> _repeatability;

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
        _repeatability = new(() => Repeatability.Of(this));
    }

    public TableProblem Problem { get; }

    /// <value>The table's rows that count, in ascending order.</value>
    public IReadOnlyList<int> Rows { get; }

    /// <value>The number of different ranks.</value>
    public int Fronts { get; }

    /// <value>How well ranks can be predicted in spite of noise, measured on first access; null if it cannot be determined.</value>
    public NoiseCeiling? Ceiling => _ceiling.Value;

    /// <value>How well a second measurement ranks, measured on first access; null if it cannot be determined.</value>
    public Repeatability? Repeatability => _repeatability.Value;

    /// <summary>Returns the rank of the row at an index of <see cref="Rows"/>, among all of them.</summary>
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
