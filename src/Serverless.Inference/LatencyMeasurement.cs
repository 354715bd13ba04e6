namespace Serverless.Inference;

/// <summary>The time of one forward pass of one image.</summary>
/// <param name="MedianMs">Median of the rounds' medians, milliseconds, at the nominal speed of a <see cref="SpeedReference"/> if there was one.</param>
/// <param name="SpreadMs">Distance between the quartiles of all passes, milliseconds, at the same speed.</param>
/// <param name="Repeats">Timed passes; the warm-up does not count.</param>
public sealed record LatencyMeasurement(double MedianMs, double SpreadMs, int Repeats)
{
    /// <value>Width of the median's 95 % confidence interval, milliseconds: how far to trust the median.</value>
    public double IntervalMs { get; init; }

    /// <value>
    /// Passes farther than three quartile distances outside the quartiles (Tukey 1977, "far out"): something else had the processor.
    /// They are told and kept, since neither the median nor its interval is moved by a few of them.
    /// </value>
    public int Outliers { get; init; }

    /// <value>How fast the machine was, as a share of the nominal speed; null when there was no reference.</value>
    public double? Speed { get; init; }

    /// <value>Median over the passes as they were, milliseconds.</value>
    public double UnscaledMs { get; init; }

    /// <value>The processor that the passes were pinned to, from 0; null where the operating system does not pin threads.</value>
    public int? Processor { get; init; }

    /// <value>Energy of the processor packages per pass, millijoules, with all else that ran meanwhile; null when it is not known.</value>
    public double? EnergyMj { get; init; }

    /// <value>Why <see cref="EnergyMj"/> is not known, for people; null when it is.</value>
    public string? EnergyAbsence { get; init; }
}
