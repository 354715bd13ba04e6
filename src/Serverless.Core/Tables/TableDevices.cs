using Serverless.Core.Surrogates;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Core.Tables;

/// <summary>Uses columns of a table as devices: gets the values of known devices, and chooses the rows to measure on a new one. Pure.</summary>
public static class TableDevices
{
    // Standard deviation of unexplained differences between measurements, relative to the variation over a device's values.
    const double Noise = 0.01;

    /// <summary>Returns the default columns of known devices: all other columns that hold the same metric.</summary>
    /// <param name="table">The table.</param>
    /// <param name="device">The device to complete.</param>
    public static IReadOnlyList<TableMetric> KnownTo(TableDescription table, NewDevice device)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(device);
        return [.. table.Metrics.Where(metric => metric.Metric == device.Metric && metric.Column != device.Column)];
    }

    /// <summary>
    /// Draws rows, uniformly and without replacement, in which known devices have positive values or none, and at least one has a value.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="space">A space of the table.</param>
    /// <param name="devices">The columns of known devices.</param>
    /// <param name="count">Number of rows to draw, at most as many as there are.</param>
    /// <param name="seed">Seed of the draw.</param>
    public static IReadOnlyList<int> Draw(ArchitectureTable table, SearchSpace space, IReadOnlyList<TableMetric> devices, int count, long seed)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(space);
        var encoder = ArchitectureEncoders.For(space, space.DefaultSkeleton, TableImages.Shape);
        int[] rows =
        [
            .. TableExamples.RowsOf(table, space, []).Where(row => encoder.IsConnected(table.Architectures[row])
                && devices.All(device => table.Column(device.Column)[row] is double.NaN or > 0)
                && devices.Any(device => table.Column(device.Column)[row] > 0)),
        ];
        count = Math.Min(count, rows.Length);
        RandomDraw.ToFront<int>(rows, count, seed);
        return rows[..count];
    }

    /// <summary>Returns the values of devices for some rows.</summary>
    public static DeviceKnowledge Know(ArchitectureTable table, SearchSpace space, IReadOnlyList<TableMetric> devices, IReadOnlyList<int> rows) => new(
        [.. devices.Select(device => device.ToObjective())],
        [
            .. rows.Select(row => new SurrogateExample(
                space.Format(table.Architectures[row]),
                devices.Where(device => table.Column(device.Column)[row] > 0).ToDictionary(device => device.Column, device => table.Column(device.Column)[row]))),
        ]);

    /// <summary>
    /// Chooses the most informative rows for a device like the known ones, one after the other, each where the least is known: the greedy
    /// D-optimal design (Krause, Singh, Guestrin 2008) for what is common to the logarithms of known devices and to the choices.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="space">A space of the table.</param>
    /// <param name="devices">The columns of known devices.</param>
    /// <param name="rows">The rows to choose from.</param>
    /// <param name="count">Number of rows to choose, at most as many as there are.</param>
    public static IReadOnlyList<int> Choose(ArchitectureTable table, SearchSpace space, IReadOnlyList<TableMetric> devices, IReadOnlyList<int> rows, int count)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(rows);
        double[][] seen = [.. devices.Select(device => Standardised([.. rows.Select(row => table.Column(device.Column)[row])]))];
        float[][] choices = [.. rows.Select(row => OneHotOf(table.Architectures[row]))];
        float[] OneHotOf(Architecture architecture)
        {
            var encoding = new float[space.OneHotLength];
            space.EncodeOneHot(architecture, encoding);
            return encoding;
        }

        double Covariance(int one, int other) =>
            1 + seen.Average(device => device[one] * device[other])
            + (0.3 * choices[one].Zip(choices[other], (first, second) => first * second).Sum() / space.Dimensions.Count);

        var variances = new double[rows.Count];
        for (var row = 0; row < variances.Length; row++)
        {
            variances[row] = Covariance(row, row);
        }

        var (explained, chosen) = (new List<double[]>(), new List<int>());
        while (chosen.Count < Math.Min(count, rows.Count))
        {
            var best = Enumerable.Range(0, variances.Length).MaxBy(row => variances[row]);
            var scale = Math.Sqrt(variances[best] + Noise);
            var column = new double[variances.Length];
            for (var row = 0; row < column.Length; row++)
            {
                column[row] = Covariance(row, best);
                foreach (var earlier in explained)
                {
                    column[row] -= earlier[row] * earlier[best];
                }

                column[row] /= scale;
                variances[row] -= column[row] * column[row];
            }

            variances[best] = double.NegativeInfinity;
            explained.Add(column);
            chosen.Add(rows[best]);
        }

        return chosen;
    }

    /// <summary>Returns logarithms standardised to mean 0 and variance 1; 0 where there is no value.</summary>
    static double[] Standardised(double[] values)
    {
        double[] known = [.. values.Where(value => value > 0).Select(value => Math.Log(value))];
        var mean = known.Length > 0 ? known.Average() : 0;
        var deviation = known.Length > 0 ? Math.Sqrt(known.Average(value => (value - mean) * (value - mean))) : 0;
        return Array.ConvertAll(values, value => value > 0 && deviation > 0 ? (Math.Log(value) - mean) / deviation : 0);
    }
}
