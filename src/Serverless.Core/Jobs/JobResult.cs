using System.Collections.ObjectModel;
using System.Text.Json.Serialization;

namespace Serverless.Core.Jobs;

/// <summary>What a worker found out, written once as <c>jobs/{jobId}/result.json</c>.</summary>
public sealed record JobResult
{
    static readonly IReadOnlyDictionary<string, double> NoMetrics = ReadOnlyDictionary<string, double>.Empty;

    public int SchemaVersion { get; init; } = 1;

    public required string JobId { get; init; }

    public required JobOutcome Outcome { get; init; }

    /// <value>Metric name to value: <c>accuracy</c>, <c>latencyMs</c>, <c>latencySpreadMs</c>, <c>testAccuracy</c> ...</value>
    public IReadOnlyDictionary<string, double> Metrics { get; init => field = value ?? NoMetrics; } = NoMetrics;

    /// <value>For training: container/name of the exported network.</value>
    public string? ModelBlob { get; init; }

    /// <value>Seconds of the worker's time that the work itself took.</value>
    public double Seconds { get; init; }

    /// <value><c>cpu</c> or <c>cuda:N</c>.</value>
    public string? RanOn { get; init; }

    public required string Worker { get; init; }

    /// <value>The error, for people, when <see cref="Outcome"/> is <see cref="JobOutcome.Failed"/>.</value>
    public string? Error { get; init; }

    /// <value>Whether another attempt would end the same way, when <see cref="Outcome"/> is <see cref="JobOutcome.Failed"/>.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsFinal { get; init; }

    /// <value>Whether every other training of the search would fail for the same reason, when <see cref="Outcome"/> is <see cref="JobOutcome.Failed"/>.</value>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsShared { get; init; }

    /// <value>For training: the job whose training this is, when another search asked for the same and paid for it; null otherwise.</value>
    public string? ReusedFrom { get; init; }
}

/// <summary>How a job ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobOutcome>))]
public enum JobOutcome
{
    Completed,

    /// <summary>An error that another attempt may not meet again.</summary>
    Failed,
}

/// <summary>A completed training, kept for every search that asks for the same at <c>BlobPaths.Training</c>.</summary>
/// <param name="SearchId">The search that it was done for, and that it counts for.</param>
/// <param name="Result">What came out of it.</param>
public sealed record StoredTraining(string SearchId, JobResult Result)
{
    public int SchemaVersion { get; init; } = 1;
}

/// <summary>A message of the queue <c>job-results</c>, and the payload of the event that it becomes.</summary>
/// <param name="JobId">The job that has a result.</param>
/// <param name="InstanceId">The orchestration that waits.</param>
/// <param name="EventName">The event it waits for.</param>
public sealed record JobResultMessage(string JobId, string InstanceId, string EventName)
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The span of the work, as W3C writes it; null when nothing is traced.</value>
    public string? TraceParent { get; init; }
}
