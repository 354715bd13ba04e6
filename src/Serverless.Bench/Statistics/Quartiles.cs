namespace Serverless.Bench.Statistics;

/// <summary>The median and the quartiles of some values.</summary>
/// <param name="Lower">The lower quartile: a quarter of the values is not above it.</param>
/// <param name="Median">The median: half of the values are not above it.</param>
/// <param name="Upper">The upper quartile: three quarters of the values are not above it.</param>
public readonly record struct Quartiles(double Lower, double Median, double Upper)
{
    /// <summary>Computes quartiles by linear interpolation between order statistics at (n − 1) p (Hyndman, Fan 1996, definition 7).</summary>
    /// <param name="values">The values, at least one; infinities count, and are not interpolated.</param>
    public static Quartiles Interpolated(IEnumerable<double> values) => Of(values, static (sorted, share) =>
    {
        var position = (sorted.Length - 1) * share;
        var below = (int)position;
        var (low, high) = (sorted[below], sorted[Math.Min(below + 1, sorted.Length - 1)]);
        return position == below || low.Equals(high) ? low : low + ((high - low) * (position - below));
    });

    /// <summary>
    /// Computes quartiles by the nearest rank, ⌈n p⌉, which is always one of the values; for counts that some searches never reach.
    /// </summary>
    /// <param name="values">The values, at least one; infinities count.</param>
    public static Quartiles NearestRank(IEnumerable<double> values) =>
        Of(values, static (sorted, share) => sorted[(int)Math.Ceiling(sorted.Length * share) - 1]);

    static Quartiles Of(IEnumerable<double> values, Func<double[], double, double> at)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length > 0
            ? new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75))
            : throw new ArgumentException("There are no values.", nameof(values));
    }
}
