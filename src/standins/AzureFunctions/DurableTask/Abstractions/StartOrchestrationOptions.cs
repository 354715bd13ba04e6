using System.Collections.Immutable;

namespace Microsoft.DurableTask;

/// <summary>How an orchestration is started.</summary>
public record StartOrchestrationOptions
{
    /// <summary>Options with an instance id and a start time.</summary>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>A copy.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        Tags = options.Tags;
        Version = options.Version;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>The id of the new instance; null: a new random one of 32 hexadecimal digits.</summary>
    public string? InstanceId { get; init; }

    /// <summary>The earliest time of the first turn; until then the instance is Pending. Null: at once.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>Free labels.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The version of the orchestration.</summary>
    public TaskVersion? Version { get; init; }

    /// <summary>Names of the states in which an existing instance of the same id forbids the start; null: the host's rule.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
