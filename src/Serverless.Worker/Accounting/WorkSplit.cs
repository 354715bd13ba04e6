using System.Text.Json.Serialization;

namespace Serverless.Worker.Accounting;

/// <summary>How the seconds of a worker were spent, summed over all its slots. Everything except idle time is busy time.</summary>
/// <param name="Jobs">The number of jobs that got their result from this worker.</param>
/// <param name="TrainingSeconds">Seconds of training candidates and evaluating them on validation images.</param>
/// <param name="MeasuringSeconds">Seconds of measuring latencies.</param>
/// <param name="TestingSeconds">Seconds of evaluating networks on test images.</param>
/// <param name="OtherSeconds">Seconds of storage, claims and announcements.</param>
/// <param name="IdleSeconds">Seconds of waiting for a job.</param>
public sealed record WorkSplit(
    int Jobs, double TrainingSeconds, double MeasuringSeconds, double TestingSeconds, double OtherSeconds, double IdleSeconds)
{
    /// <value>The split of a worker that has not begun.</value>
    public static WorkSplit Nothing { get; } = new(0, 0, 0, 0, 0, 0);

    /// <value>The elapsed seconds in which at least one slot was working.</value>
    public double ActiveSeconds { get; init; }

    /// <value>All seconds except the idle ones.</value>
    public double BusySeconds => TrainingSeconds + MeasuringSeconds + TestingSeconds + OtherSeconds;

    /// <value>The share of busy time, 0 to 1; 0 before any time has passed.</value>
    [JsonIgnore]
    public double BusyShare => BusySeconds + IdleSeconds is > 0 and var all ? BusySeconds / all : 0;

    /// <value>The split as text for users: shares of the busy time.</value>
    public string Summary => FormattableString.Invariant(
        $"work split: training {Share(TrainingSeconds):F1} %, measuring {Share(MeasuringSeconds):F1} %, testing {Share(TestingSeconds):F1} %, ")
        + FormattableString.Invariant($"other {Share(OtherSeconds):F1} % of {BusySeconds:F1} s busy; idle {IdleSeconds:F1} s; {Jobs} jobs");

    /// <summary>Adds two splits.</summary>
    public static WorkSplit operator +(WorkSplit one, WorkSplit other) => new(
        one.Jobs + other.Jobs,
        one.TrainingSeconds + other.TrainingSeconds,
        one.MeasuringSeconds + other.MeasuringSeconds,
        one.TestingSeconds + other.TestingSeconds,
        one.OtherSeconds + other.OtherSeconds,
        one.IdleSeconds + other.IdleSeconds);

    double Share(double seconds) => BusySeconds > 0 ? 100 * seconds / BusySeconds : 0;
}
