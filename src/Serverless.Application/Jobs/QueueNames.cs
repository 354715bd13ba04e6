namespace Serverless.Application.Jobs;

/// <summary>The queues, and their poison queues, named as the Functions queue trigger names them.</summary>
public static class QueueNames
{
    public const string Jobs = "jobs";

    public const string JobResults = "job-results";
    public const string SearchRequests = "search-requests";

    const string MeasurementPrefix = "measure-";

    /// <value>Every queue that must exist, poison queues included; a device's is made with its first measurement.</value>
    public static IReadOnlyList<string> All { get; } =
        [Jobs, PoisonOf(Jobs), JobResults, PoisonOf(JobResults), SearchRequests, PoisonOf(SearchRequests)];

    /// <summary>The measurements of a device.</summary>
    /// <param name="device">A valid id.</param>
    public static string MeasurementsOf(string device) => MeasurementPrefix + device;

    /// <summary>Where messages of a queue go that cannot be handled: all jobs to the same.</summary>
    public static string PoisonOf(string queue) =>
        (queue.StartsWith(MeasurementPrefix, StringComparison.Ordinal) ? Jobs : queue) + "-poison";
}
