namespace Serverless.Inference;

/// <summary>How long a latency is measured.</summary>
public sealed record LatencyMeterOptions
{
    /// <value>Passes whose times are thrown away: they load code, fill caches and wake the clock. At least 0, default 10.</value>
    public int WarmUpRepeats { get; init; } = 10;

    /// <value>Timed passes at the least. At least 1, default 50.</value>
    public int MinimumRepeats { get; init; } = 50;

    /// <value>Timed passes at the most. At least <see cref="MinimumRepeats"/>, default 1,000.</value>
    public int MaximumRepeats { get; init; } = 1_000;

    /// <value>Enough when the median's 95 % confidence interval is at most this share of the median wide. Above 0, default 0.02.</value>
    public double TargetWidth { get; init; } = 0.02;

    /// <value>No pass is begun after this long, once there are <see cref="MinimumRepeats"/>. Default 1 second.</value>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(1);

    /// <value>The file that says whose turn it is on this machine; equal paths take turns. Default in the temporary folder.</value>
    public string LockFile { get; init; } = Path.Combine(Path.GetTempPath(), "serverless-latency.lock");
}
