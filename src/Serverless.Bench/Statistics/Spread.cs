namespace Serverless.Bench.Statistics;

/// <summary>The median of some values, and how far they go.</summary>
/// <param name="Low">The smallest.</param>
/// <param name="Median">Half of them are not above it; the mean of the two in the middle of an even number.</param>
/// <param name="High">The greatest.</param>
public readonly record struct Spread(double Low, double Median, double High)
{
    /// <summary>Of at least one value; NaN when one of them is.</summary>
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
