namespace DurableTask.Core.History;

/// <summary>The instance was held.</summary>
public class ExecutionSuspendedEvent : HistoryEvent
{
    /// <summary>Makes the event.</summary>
    public ExecutionSuspendedEvent(int eventId, string? reason)
        : base(eventId) => Reason = reason;

    /// <inheritdoc/>
    public override EventType EventType => EventType.ExecutionSuspended;

    /// <summary>Why.</summary>
    public string? Reason { get; set; }
}
