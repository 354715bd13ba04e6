using System.Text.Json.Serialization;

namespace Serverless.Core.Searches;

/// <summary>The kinds of things for which a search can wait.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchWaitKind>))]
public enum SearchWaitKind
{
    /// <summary>A worker, to train, test or fit.</summary>
    [JsonStringEnumMemberName("worker")]
    Worker,

    /// <summary>A worker or an agent that measures on a device.</summary>
    [JsonStringEnumMemberName("device")]
    Device,

    /// <summary>A program of the user, to evaluate candidates.</summary>
    [JsonStringEnumMemberName("evaluator")]
    Evaluator,

    /// <summary>The opening of its schedule's window.</summary>
    [JsonStringEnumMemberName("window")]
    Window,

    /// <summary>A request to resume it.</summary>
    [JsonStringEnumMemberName("resume")]
    Resume,
}

/// <summary>Something for which a search has been waiting longer than usual; only in responses, never stored.</summary>
public sealed record SearchWait
{
    public required SearchWaitKind Kind { get; init; }

    /// <value>What it waits for, for people, for example <c>an agent of device 'board'</c>.</value>
    public required string What { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <value>The queue that holds its jobs; null when it does not wait for a job.</value>
    public string? Queue { get; init; }

    /// <value>As in <see cref="Jobs.QueueState"/>; when waiting for a program of the user, the number of jobs that nobody holds.</value>
    public int? QueueLength { get; init; }

    public DateTimeOffset? LastHeartbeat { get; init; }

    /// <value>How the wait can be ended, for people.</value>
    public required string Remedy { get; init; }
}
