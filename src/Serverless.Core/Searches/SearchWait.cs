using System.Text.Json.Serialization;

namespace Serverless.Core.Searches;

/// <summary>What kind of thing a search waits for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SearchWaitKind>))]
public enum SearchWaitKind
{
    /// <summary>A worker, to train, test or fit.</summary>
    [JsonStringEnumMemberName("worker")]
    Worker,

    /// <summary>A worker or an agent that measures on a device.</summary>
    [JsonStringEnumMemberName("device")]
    Device,

    /// <summary>A program of the user's, to evaluate candidates.</summary>
    [JsonStringEnumMemberName("evaluator")]
    Evaluator,

    /// <summary>The window of its schedule to open.</summary>
    [JsonStringEnumMemberName("window")]
    Window,

    /// <summary>Somebody to resume it.</summary>
    [JsonStringEnumMemberName("resume")]
    Resume,
}

/// <summary>Something that a search has been waiting for longer than usual; in answers only, never stored.</summary>
public sealed record SearchWait
{
    public required SearchWaitKind Kind { get; init; }

    /// <value>For people, for example <c>an agent of device 'board'</c>.</value>
    public required string What { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <value>The queue that its jobs are in; null when it waits for no job.</value>
    public string? Queue { get; init; }

    /// <value>As in <see cref="Jobs.QueueState"/>; of a wait for a program of the user's: the jobs that nobody has.</value>
    public int? QueueLength { get; init; }

    public DateTimeOffset? LastHeartbeat { get; init; }

    /// <value>What ends the waiting, for people.</value>
    public required string Remedy { get; init; }
}
