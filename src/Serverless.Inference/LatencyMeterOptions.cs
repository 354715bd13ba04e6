namespace Serverless.Inference;

/// <summary>The options of latency measurements.</summary>
public sealed record LatencyMeterOptions
{
    /// <value>Number of passes whose times are discarded: they load code, fill caches and raise the clock rate. At least 0, default 10.</value>
    public int WarmUpRepeats { get; init; } = 10;

    /// <value>The fewest timed passes. At least 1, default 50.</value>
    public int MinimumRepeats { get; init; } = 50;

    /// <value>The most timed passes. At least <see cref="MinimumRepeats"/>, default 20,000.</value>
    public int MaximumRepeats { get; init; } = 20_000;

    /// <value>
    /// Duration of a round, the passes between two measurements of the reference; a round has at least one pass. Default 5 milliseconds.
    /// </value>
    public TimeSpan RoundTime { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <value>The fewest rounds before the confidence interval is used. At least 1, default 20.</value>
    public int MinimumRounds { get; init; } = 20;

    /// <value>
    /// Width of the 95 % confidence interval of the median over rounds, as a share of the median, at which the measurement ends. Greater than 0,
    /// default 0.02.
    /// </value>
    public double TargetWidth { get; init; } = 0.02;

    /// <value>Time after which no pass is started, once there are <see cref="MinimumRepeats"/>. Default half a second.</value>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <value>The lock file with which measurements on this machine take turns; all with equal paths do. Default in the temporary folder.</value>
    public string LockFile { get; init; } = Path.Combine(Path.GetTempPath(), "serverless-latency.lock");
}
