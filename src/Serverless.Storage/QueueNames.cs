namespace Serverless.Storage;

/// <summary>The queues. Each has a poison queue beside it, named as the Functions queue trigger names it.</summary>
public static class QueueNames
{
    public const string Jobs = "jobs";

    /// <summary>The jobs that workers look at first.</summary>
    public const string Measurements = "jobs-measure";

    public const string JobResults = "job-results";
    public const string SearchRequests = "search-requests";

    /// <value>Every queue that must exist, poison queues included.</value>
    public static IReadOnlyList<string> All { get; } =
        [Jobs, PoisonOf(Jobs), Measurements, PoisonOf(Measurements), JobResults, PoisonOf(JobResults), SearchRequests, PoisonOf(SearchRequests)];

    /// <summary>Where messages of a queue go that cannot be handled.</summary>
    public static string PoisonOf(string queue) => queue + "-poison";
}
