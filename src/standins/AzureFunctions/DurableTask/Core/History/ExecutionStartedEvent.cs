namespace DurableTask.Core.History;

/// <summary>An execution began.</summary>
public class ExecutionStartedEvent : HistoryEvent
{
    /// <summary>Makes the event.</summary>
    public ExecutionStartedEvent(int eventId, string? input)
        : base(eventId) => Input = input;

    /// <inheritdoc/>
    public override EventType EventType => EventType.ExecutionStarted;

    /// <summary>The input as text.</summary>
    public string? Input { get; set; }

    /// <summary>The orchestrator's name.</summary>
    public string? Name { get; set; }

    /// <summary>The version.</summary>
    public string? Version { get; set; }

    /// <summary>Free labels.</summary>
    public IDictionary<string, string>? Tags { get; set; }

    /// <summary>The earliest time of the first turn.</summary>
    public DateTime? ScheduledStartTime { get; set; }
}
