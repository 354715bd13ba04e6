namespace Serverless.Cli.Reports;

/// <summary>Where a worker's seconds went, as it wrote them to its <c>--report</c>.</summary>
/// <param name="Jobs">Jobs that got their result.</param>
/// <param name="TrainingSeconds">Training, and judging on validation images.</param>
/// <param name="MeasuringSeconds">Measuring latencies.</param>
/// <param name="TestingSeconds">Judging on test images.</param>
/// <param name="OtherSeconds">Around the work: start, storage, claims.</param>
/// <param name="IdleSeconds">Waiting for a job.</param>
public sealed record WorkerSplit(int Jobs, double TrainingSeconds, double MeasuringSeconds, double TestingSeconds, double OtherSeconds, double IdleSeconds)
{
    /// <value>Seconds by the clock in which at least one job was worked on.</value>
    public double ActiveSeconds { get; init; }

    /// <value>All seconds but the idle ones.</value>
    public double BusySeconds { get; init; }

    /// <value>The split for people.</value>
    public string Summary { get; init; } = "";

    /// <value>The part of the busy time that trains, measures or tests, 0 to 1; 0 when there was no such time.</value>
    public double UsefulShare =>
        TrainingSeconds + MeasuringSeconds + TestingSeconds is > 0 and var useful ? useful / (useful + OtherSeconds) : 0;
}
