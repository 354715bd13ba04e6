using System.Diagnostics.Metrics;

namespace Serverless.Application.Telemetry;

/// <summary>The instruments of the platform, and the names and units of its gauges. Recording costs nothing while nobody listens.</summary>
public static class Instruments
{
    /// <summary>The name of the meter that exporters listen to.</summary>
    public const string MeterName = "Serverless";

    /// <summary>The number of messages in a job queue, including those that workers have; unit <c>{message}</c>, by queue.</summary>
    public const string QueueMessages = "serverless.queue.messages";

    /// <summary>The hypervolume of each running search, in the product of the objectives' units; unit 1, by search.</summary>
    public const string Hypervolume = "serverless.search.hypervolume";

    /// <summary>What remains of each budget of each running search, in the budget's own unit; unit 1, by search and kind of budget.</summary>
    public const string BudgetLeft = "serverless.search.budget.left";

    /// <summary>The share of the time since its start in which a worker was busy, 0 to 1; unit 1.</summary>
    public const string WorkerBusy = "serverless.worker.busy";

    public const string Messages = "{message}";
    public const string One = "1";

    const string Seconds = "s";

    static readonly Meter Meter = new(MeterName);

    /// <value>The number of evaluations that have ended, by status as in the outcomes of a search.</value>
    public static Counter<long> Evaluations { get; } =
        Meter.CreateCounter<long>("serverless.evaluations", "{evaluation}", "Evaluations that have ended.");

    /// <value>The duration of one epoch in seconds, by device.</value>
    public static Histogram<double> EpochDuration { get; } = Duration(
        "serverless.training.epoch.duration", "Seconds that one epoch of a training took.", [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1_000]);

    /// <value>The duration of a job in a worker in seconds, by kind and outcome.</value>
    public static Histogram<double> JobDuration { get; } = Duration(
        "serverless.job.duration", "Seconds that the work of a job took.", [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000]);

    /// <value>The duration of a function's invocation in seconds, by name; the activities show what a turn consists of.</value>
    public static Histogram<double> FunctionDuration { get; } = Duration(
        "serverless.function.duration", "Seconds that an invocation of a function took.", [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100]);

    static Histogram<double> Duration(string name, string description, double[] boundaries) =>
        Meter.CreateHistogram(name, Seconds, description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });
}
