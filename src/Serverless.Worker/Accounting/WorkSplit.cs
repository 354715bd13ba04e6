using System.Text.Json.Serialization;

namespace Serverless.Worker.Accounting;

/// <summary>Where a worker's seconds went, of all that it did at once together. Everything but idling is busy.</summary>
/// <param name="Jobs">Jobs that got their result from this worker.</param>
/// <param name="TrainingSeconds">Training candidates and judging them on validation images.</param>
/// <param name="MeasuringSeconds">Measuring latencies.</param>
/// <param name="TestingSeconds">Judging networks on test images.</param>
/// <param name="OtherSeconds">Storage, claims and announcements.</param>
/// <param name="IdleSeconds">Waiting for a job.</param>
public sealed record WorkSplit(
    int Jobs, double TrainingSeconds, double MeasuringSeconds, double TestingSeconds, double OtherSeconds, double IdleSeconds)
{
    /// <value>That of a worker that has not begun.</value>
    public static WorkSplit Nothing { get; } = new(0, 0, 0, 0, 0, 0);

    /// <value>Seconds by the clock in which at least one thing was done, however many at once.</value>
    public double ActiveSeconds { get; init; }

    /// <value>All seconds but the idle ones.</value>
    public double BusySeconds => TrainingSeconds + MeasuringSeconds + TestingSeconds + OtherSeconds;

    /// <value>The share of the time in which something was done, 0 to 1; 0 before any time has passed.</value>
    [JsonIgnore]
    public double BusyShare => BusySeconds + IdleSeconds is > 0 and var all ? BusySeconds / all : 0;

    /// <value>The split for people: shares of the busy time.</value>
    public string Summary => FormattableString.Invariant(
        $"work split: training {Share(TrainingSeconds):F1} %, measuring {Share(MeasuringSeconds):F1} %, testing {Share(TestingSeconds):F1} %, ")
        + FormattableString.Invariant($"other {Share(OtherSeconds):F1} % of {BusySeconds:F1} s busy; idle {IdleSeconds:F1} s; {Jobs} jobs");

    /// <summary>Both together.</summary>
    public static WorkSplit operator +(WorkSplit one, WorkSplit other) => new(
        one.Jobs + other.Jobs,
        one.TrainingSeconds + other.TrainingSeconds,
        one.MeasuringSeconds + other.MeasuringSeconds,
        one.TestingSeconds + other.TestingSeconds,
        one.OtherSeconds + other.OtherSeconds,
        one.IdleSeconds + other.IdleSeconds);

    double Share(double seconds) => BusySeconds > 0 ? 100 * seconds / BusySeconds : 0;
}
