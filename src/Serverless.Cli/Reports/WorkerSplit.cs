namespace Serverless.Cli.Reports;

/// <summary>How a worker spent its time in seconds, as it wrote it to its <c>--report</c>.</summary>
/// <param name="Jobs">The number of jobs that got their result.</param>
/// <param name="TrainingSeconds">Seconds of training, and of evaluation on validation images.</param>
/// <param name="MeasuringSeconds">Seconds of measuring latencies.</param>
/// <param name="TestingSeconds">Seconds of evaluation on test images.</param>
/// <param name="OtherSeconds">Seconds around the work: start, storage, claims.</param>
/// <param name="IdleSeconds">Seconds of waiting for a job.</param>
public sealed record WorkerSplit(int Jobs, double TrainingSeconds, double MeasuringSeconds, double TestingSeconds, double OtherSeconds, double IdleSeconds)
{
    /// <value>The elapsed seconds in which at least one job was in progress.</value>
    public double ActiveSeconds { get; init; }

    /// <value>All seconds except the idle ones.</value>
    public double BusySeconds { get; init; }

    /// <value>The split as text for users.</value>
    public string Summary { get; init; } = "";

    /// <value>The share of the busy time spent on training, measuring or testing, 0 to 1; 0 when there was no busy time.</value>
    public double UsefulShare =>
        TrainingSeconds + MeasuringSeconds + TestingSeconds is > 0 and var useful ? useful / (useful + OtherSeconds) : 0;
}
