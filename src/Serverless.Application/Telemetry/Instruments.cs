using System.Diagnostics.Metrics;

namespace Serverless.Application.Telemetry;

/// <summary>What is measured, and the names and units of what is observed. Recording costs nothing while nobody listens.</summary>
public static class Instruments
{
    /// <summary>What exporters listen to.</summary>
    public const string MeterName = "Serverless";

    /// <summary>Unit <c>{message}</c>, by queue: messages in a queue of jobs, those that workers have included.</summary>
    public const string QueueMessages = "serverless.queue.messages";

    /// <summary>Unit 1, by search, of running ones: the dominated volume, in the product of the objectives' units.</summary>
    public const string Hypervolume = "serverless.search.hypervolume";

    /// <summary>Unit 1, by search and kind of budget, of running ones: what can still be used, in the budget's own unit.</summary>
    public const string BudgetLeft = "serverless.search.budget.left";

    /// <summary>Unit 1: the share of a worker's time since its start in which it was busy, 0 to 1.</summary>
    public const string WorkerBusy = "serverless.worker.busy";

    public const string Messages = "{message}";
    public const string One = "1";

    const string Seconds = "s";

    static readonly Meter Meter = new(MeterName);

    /// <value>Evaluations that have ended, by status, as the outcomes of a search name it.</value>
    public static Counter<long> Evaluations { get; } =
        Meter.CreateCounter<long>("serverless.evaluations", "{evaluation}", "Evaluations that have ended.");

    /// <value>Seconds of one epoch, by device.</value>
    public static Histogram<double> EpochDuration { get; } = Duration(
        "serverless.training.epoch.duration", "Seconds that one epoch of a training took.", [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1_000]);

    /// <value>Seconds of a job's work in a worker, by kind and outcome.</value>
    public static Histogram<double> JobDuration { get; } = Duration(
        "serverless.job.duration", "Seconds that the work of a job took.", [0.1, 0.3, 1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000]);

    /// <value>Seconds of a function's invocation in the app, by name; of activities this is what a turn consists of.</value>
    public static Histogram<double> FunctionDuration { get; } = Duration(
        "serverless.function.duration", "Seconds that an invocation of a function took.", [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100]);

    static Histogram<double> Duration(string name, string description, double[] boundaries) =>
        Meter.CreateHistogram(name, Seconds, description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = boundaries });
}
