namespace Serverless.Inference;

/// <summary>How long a latency is measured.</summary>
public sealed record LatencyMeterOptions
{
    /// <value>Passes whose times are thrown away: they load code, fill caches and wake the clock. At least 0, default 10.</value>
    public int WarmUpRepeats { get; init; } = 10;

    /// <value>Timed passes at the least. At least 1, default 50.</value>
    public int MinimumRepeats { get; init; } = 50;

    /// <value>Timed passes at the most. At least <see cref="MinimumRepeats"/>, default 20,000.</value>
    public int MaximumRepeats { get; init; } = 20_000;

    /// <value>How long passes are timed between two looks at the reference; a round has one pass at least. Default 5 milliseconds.</value>
    public TimeSpan RoundTime { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <value>Rounds at the least, before the interval is believed. At least 1, default 20.</value>
    public int MinimumRounds { get; init; } = 20;

    /// <value>Enough when the 95 % confidence interval of the median over rounds is at most this share of the median wide. Above 0, default 0.02.</value>
    public double TargetWidth { get; init; } = 0.02;

    /// <value>No pass is begun after this long, once there are <see cref="MinimumRepeats"/>. Default half a second.</value>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(0.5);

    /// <value>The file that says whose turn it is on this machine; equal paths take turns. Default in the temporary folder.</value>
    public string LockFile { get; init; } = Path.Combine(Path.GetTempPath(), "serverless-latency.lock");
}
