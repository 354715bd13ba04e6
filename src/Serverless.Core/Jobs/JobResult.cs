using System.Collections.ObjectModel;
using System.Text.Json.Serialization;

namespace Serverless.Core.Jobs;

/// <summary>The result of a job, written once by a worker as <c>jobs/{jobId}/result.json</c>.</summary>
public sealed record JobResult
{
    static readonly IReadOnlyDictionary<string, double> NoMetrics = ReadOnlyDictionary<string, double>.Empty;

    public int SchemaVersion { get; init; } = 1;

    public required string JobId { get; init; }

    public required JobOutcome Outcome { get; init; }

    /// <value>Values by metric name: <c>accuracy</c>, <c>latencyMs</c>, <c>latencySpreadMs</c>, <c>testAccuracy</c> ...</value>
    public IReadOnlyDictionary<string, double> Metrics { get; init => field = value ?? NoMetrics; } = NoMetrics;

    /// <value>For a training: container/name of the exported network.</value>
    public string? ModelBlob { get; init; }

    /// <value>Worker time spent on the work itself, in seconds.</value>
    public double Seconds { get; init; }

    /// <value>The device that ran the job: <c>cpu</c> or <c>cuda:N</c>.</value>
    public string? RanOn { get; init; }

    public required string Worker { get; init; }

    /// <value>The error, for people, when <see cref="Outcome"/> is <see cref="JobOutcome.Failed"/>.</value>
    public string? Error { get; init; }

    /// <value>Whether another attempt would fail in the same way, when <see cref="Outcome"/> is <see cref="JobOutcome.Failed"/>.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsFinal { get; init; }

    /// <value>Whether every other training of the search would fail for the same reason, when <see cref="Outcome"/> is <see cref="JobOutcome.Failed"/>.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsShared { get; init; }

    /// <value>For a training: the job that did it, when another search requested and paid for the same training; null otherwise.</value>
    public string? ReusedFrom { get; init; }
}

/// <summary>How a job ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobOutcome>))]
public enum JobOutcome
{
    Completed,

    /// <summary>The job failed with an error that another attempt may not have.</summary>
    Failed,
}

/// <summary>A completed training, stored at <c>BlobPaths.Training</c> for every search that requests the same.</summary>
/// <param name="SearchId">The search for which it was done, and to whose budget it counts.</param>
/// <param name="Result">The result of the training.</param>
public sealed record StoredTraining(string SearchId, JobResult Result)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>A message of the queue <c>job-results</c>, and the payload of the event raised for it.</summary>
/// <param name="JobId">The job that has a result.</param>
/// <param name="InstanceId">The orchestration that waits for it.</param>
/// <param name="EventName">The event for which the orchestration waits.</param>
public sealed record JobResultMessage(string JobId, string InstanceId, string EventName)
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The span of the work, in W3C format; null when nothing is traced.</value>
    public string? TraceParent { get; init; }
}
