namespace Serverless.Core.Devices;

/// <summary>Names of what is kept beside a measured <c>latencyMs</c>, so that nobody has to take its word.</summary>
public static class LatencyDetail
{
    /// <summary>Distance between the quartiles of the passes, milliseconds.</summary>
    public const string Spread = "latencySpreadMs";

    /// <summary>Width of the median's 95 % confidence interval, milliseconds.</summary>
    public const string Interval = "latencyIntervalMs";

    /// <summary>Timed passes.</summary>
    public const string Repeats = "latencyRepeats";

    /// <summary>Those far outside the quartiles.</summary>
    public const string Outliers = "latencyOutliers";

    /// <summary>How fast the machine was just then, as a share of the nominal speed that latencies are stated for.</summary>
    public const string Speed = "latencySpeed";

    /// <summary>Median of the passes as they were, milliseconds.</summary>
    public const string Unscaled = "latencyUnscaledMs";
}
