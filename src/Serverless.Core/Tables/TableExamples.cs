using Serverless.Core.Surrogates;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Core.Tables;

/// <summary>Rows of a table as examples to fit a surrogate to. Pure.</summary>
public static class TableExamples
{
    /// <summary>
    /// The rows that teach: with all metrics, better than chance in each, and architectures of the space that stand for themselves, where
    /// the space takes what computes the same function for one.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="space">One of the table's.</param>
    /// <param name="metrics">What is to be predicted, m.</param>
    /// <returns>Rows, ascending.</returns>
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
    /// <param name="space">Writes the architectures.</param>
    /// <param name="metrics">What is to be predicted.</param>
    /// <param name="rows">To draw from, at least <paramref name="count"/>.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">Of the draw; of one seed a smaller draw is the beginning of a larger one.</param>
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
