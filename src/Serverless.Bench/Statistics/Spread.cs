namespace Serverless.Bench.Statistics;

/// <summary>The median and the range of some values.</summary>
/// <param name="Low">The smallest value.</param>
/// <param name="Median">The median: half of the values are not above it; for an even number, the mean of the two in the middle.</param>
/// <param name="High">The largest value.</param>
public readonly record struct Spread(double Low, double Median, double High)
{
    /// <summary>Computes the spread of at least one value; NaN if one of them is.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0)
        {
            throw new ArgumentException("There are no values.", nameof(values));
        }

        // NaN sorts first.
        return double.IsNaN(sorted[0])
            ? new Spread(double.NaN, double.NaN, double.NaN)
            : new Spread(sorted[0], (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2, sorted[^1]);
    }
}
