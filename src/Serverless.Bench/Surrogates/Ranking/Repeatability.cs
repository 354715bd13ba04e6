using Serverless.MultiObjective;
using Serverless.MultiObjective.Statistics;
using Serverless.Spaces;

namespace Serverless.Bench.Surrogates.Ranking;

/// <summary>
/// How well a second training and measurement of the same networks ranks them. Without an operation between the two inner nodes, a cell and the cell
/// with these nodes exchanged are one network, which the table has twice.
/// </summary>
/// <param name="Cells">The number of cells that the table has twice.</param>
/// <param name="RankTau">
/// Kendall's τ-b of their true Pareto ranks with the ranks that they have among all cells by the values of the exchanged cell.
/// </param>
public sealed record Repeatability(int Cells, double RankTau)
{
    const int InnerEdge = 2;

    /// <summary>The edges of a cell whose inner nodes are exchanged, as edges of the cell.</summary>
    static readonly int[] Exchanged = [1, 0, InnerEdge, 3, 5, 4];

    /// <value>
    /// What values without noise would have by the normal approximation: τ = 2/π · arcsin ρ, and the correlation of the truth with a measurement is the
    /// square root of that of two measurements.
    /// </value>
    public double NoiselessRankTau => Math.Asin(Math.Sqrt(Math.Max(0, Math.Sin(Math.PI / 2 * RankTau)))) * 2 / Math.PI;

    /// <summary>Measures the repeatability; returns null for tables of other spaces.</summary>
    public static Repeatability? Of(RankedCells cells)
    {
        var problem = cells.Problem;
        if (!NoiseCeiling.HasCells(problem))
        {
            return null;
        }

        var placeOf = cells.Rows.Index().ToDictionary(cell => CodeOf(problem.Table.Architectures[cell.Item], edge => edge), cell => cell.Index);
        int[] twins =
        [
            .. cells.Rows.Index().Select(cell => problem.Table.Architectures[cell.Item].Genotype[InnerEdge] == 0
                && placeOf.TryGetValue(CodeOf(problem.Table.Architectures[cell.Item], edge => Exchanged[edge]), out var twin) ? twin : cell.Index),
        ];
        int[] twice = [.. Enumerable.Range(0, twins.Length).Where(place => twins[place] != place)];
        if (twice.Length < 2)
        {
            return null;
        }

        double[] values = [.. twins.SelectMany(twin => problem.ObjectivesOf(cells.Rows[twin]).ToArray())];
        var ranks = new int[twins.Length];
        NondominatedSort.Ranks(values, problem.Metrics.Count, ranks);
        return new Repeatability(
            twice.Length,
            RankCorrelation.KendallTauB([.. twice.Select(place => (double)cells.RankAt(place))], [.. twice.Select(place => (double)ranks[place])]));
    }

    static string CodeOf(Architecture architecture, Func<int, int> edgeOf) =>
        string.Concat(Enumerable.Range(0, architecture.Genotype.Length).Select(edge => (char)('0' + architecture.Genotype[edgeOf(edge)])));
}
