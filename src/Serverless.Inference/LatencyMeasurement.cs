namespace Serverless.Inference;

/// <summary>The time of one forward pass of one image.</summary>
/// <param name="MedianMs">Median of the rounds' medians, in milliseconds, at the nominal speed of a <see cref="SpeedReference"/> if there was
/// one.</param>
/// <param name="SpreadMs">Interquartile range of all passes, in milliseconds, at the same speed.</param>
/// <param name="Repeats">Number of timed passes, without the warm-up.</param>
public sealed record LatencyMeasurement(double MedianMs, double SpreadMs, int Repeats)
{
    /// <value>Width of the median's 95 % confidence interval, in milliseconds: the uncertainty of the median.</value>
    public double IntervalMs { get; init; }

    /// <value>
    /// Number of passes farther than three interquartile ranges outside the quartiles (Tukey 1977, "far out"), in which something else used the
    /// processor. They are reported but not removed, since a few of them change neither the median nor its interval.
    /// </value>
    public int Outliers { get; init; }

    /// <value>Speed of the machine as a share of the nominal speed; null when there was no reference.</value>
    public double? Speed { get; init; }

    /// <value>Median of the passes as measured, without scaling, in milliseconds.</value>
    public double UnscaledMs { get; init; }

    /// <value>The processor to which the passes were pinned, from 0; null if the operating system does not pin threads.</value>
    public int? Processor { get; init; }

    /// <value>Energy of the processor packages per pass, in millijoules, including everything else that ran; null when it is not known.</value>
    public double? EnergyMj { get; init; }

    /// <value>The reason why <see cref="EnergyMj"/> is not known, for people; null when it is.</value>
    public string? EnergyAbsence { get; init; }
}
