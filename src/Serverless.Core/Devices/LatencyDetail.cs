namespace Serverless.Core.Devices;

/// <summary>Names of the statistics stored with a measured <c>latencyMs</c>, with which it can be verified.</summary>
public static class LatencyDetail
{
    /// <summary>Interquartile range of the passes, in milliseconds.</summary>
    public const string Spread = "latencySpreadMs";

    /// <summary>Width of the median's 95 % confidence interval, in milliseconds.</summary>
    public const string Interval = "latencyIntervalMs";

    /// <summary>Number of timed passes.</summary>
    public const string Repeats = "latencyRepeats";

    /// <summary>Number of passes far outside the quartiles.</summary>
    public const string Outliers = "latencyOutliers";

    /// <summary>Speed of the machine during the measurement, as a share of the nominal speed for which latencies are given.</summary>
    public const string Speed = "latencySpeed";

    /// <summary>Median of the passes as measured, before scaling to nominal speed, in milliseconds.</summary>
    public const string Unscaled = "latencyUnscaledMs";
}
