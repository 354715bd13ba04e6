using Serverless.Core.Surrogates;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Core.Tables;

/// <summary>Selects rows of a table as examples for a surrogate's fit. Pure.</summary>
public static class TableExamples
{
    /// <summary>
    /// Returns the rows to learn from: those with all metrics, better than chance in each; if the space treats architectures that compute the same
    /// function as one, only rows whose architecture represents itself.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="space">A space of the table.</param>
    /// <param name="metrics">The metrics to predict, m.</param>
    /// <returns>The rows, ascending.</returns>
    public static IReadOnlyList<int> RowsOf(ArchitectureTable table, SearchSpace space, IReadOnlyList<TableMetric> metrics)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(space);
        var rows = new List<int>();
        var values = new double[metrics.Count];
        for (var row = 0; row < table.Architectures.Count; row++)
        {
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = table.Column(metrics[i].Column)[row];
            }

            if (TableMetric.AllCount(metrics, values) && space.Canonicalise(table.Architectures[row]).Equals(table.Architectures[row]))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>Draws examples, uniformly and without replacement.</summary>
    /// <param name="table">The table.</param>
    /// <param name="space">The space that formats the architectures.</param>
    /// <param name="metrics">The metrics to predict.</param>
    /// <param name="rows">The rows to draw from, at least <paramref name="count"/>.</param>
    /// <param name="count">Number of examples.</param>
    /// <param name="seed">Seed of the draw; with the same seed, a smaller draw is the beginning of a larger one.</param>
    /// <param name="curve">Columns of the points of learning curves; null: none.</param>
    public static IReadOnlyList<SurrogateExample> Draw(
        ArchitectureTable table, SearchSpace space, IReadOnlyList<TableMetric> metrics, IReadOnlyList<int> rows, int count, long seed, IReadOnlyList<string>? curve = null)
    {
        int[] drawn = [.. rows];
        RandomDraw.ToFront<int>(drawn, count, seed);
        return
        [
            .. drawn.Take(count).Select(row => new SurrogateExample(
                space.Format(table.Architectures[row]), metrics.ToDictionary(metric => metric.Column, metric => table.Column(metric.Column)[row]))
            {
                Curve = curve is { Count: > 0 } ? [.. curve.Select(column => table.Column(column)[row]).TakeWhile(double.IsFinite)] : null,
            }),
        ];
    }
}
