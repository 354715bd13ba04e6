namespace Serverless.Application.Jobs;

/// <summary>The names of the queues and of their poison queues, which follow the naming of the Functions queue trigger.</summary>
public static class QueueNames
{
    public const string Jobs = "jobs";

    public const string JobResults = "job-results";
    public const string SearchRequests = "search-requests";

    const string MeasurementPrefix = "measure-";

    /// <value>Every queue that must exist, poison queues included; the queue of a device is created with its first measurement.</value>
    public static IReadOnlyList<string> All { get; } =
        [Jobs, PoisonOf(Jobs), JobResults, PoisonOf(JobResults), SearchRequests, PoisonOf(SearchRequests)];

    /// <summary>Returns the name of the queue for the measurements of a device.</summary>
    /// <param name="device">A valid id.</param>
    public static string MeasurementsOf(string device) => MeasurementPrefix + device;

    /// <summary>Returns the poison queue for the messages of a queue that cannot be handled; all job queues share one.</summary>
    public static string PoisonOf(string queue) =>
        (queue.StartsWith(MeasurementPrefix, StringComparison.Ordinal) ? Jobs : queue) + "-poison";
}
