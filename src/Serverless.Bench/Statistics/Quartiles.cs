namespace Serverless.Bench.Statistics;

/// <summary>The median and the quartiles of some values.</summary>
/// <param name="Lower">A quarter of the values is not above it.</param>
/// <param name="Median">Half of the values.</param>
/// <param name="Upper">Three quarters of the values.</param>
public readonly record struct Quartiles(double Lower, double Median, double Upper)
{
    /// <summary>Linear interpolation between order statistics at (n − 1) p (Hyndman, Fan 1996, definition 7).</summary>
    /// <param name="values">At least one; infinities count, interpolated with nothing.</param>
    public static Quartiles Interpolated(IEnumerable<double> values) => Of(values, static (sorted, share) =>
    {
        var position = (sorted.Length - 1) * share;
        var below = (int)position;
        var (low, high) = (sorted[below], sorted[Math.Min(below + 1, sorted.Length - 1)]);
        return position == below || low.Equals(high) ? low : low + ((high - low) * (position - below));
    });

    /// <summary>The nearest rank, ⌈n p⌉: always one of the values, for counts that some searches never reach.</summary>
    /// <param name="values">At least one; infinities count.</param>
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
