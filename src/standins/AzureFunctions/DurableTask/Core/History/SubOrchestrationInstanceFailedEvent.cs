namespace DurableTask.Core.History;

/// <summary>A sub-orchestration failed.</summary>
public class SubOrchestrationInstanceFailedEvent : HistoryEvent
{
    /// <summary>Makes the event.</summary>
    public SubOrchestrationInstanceFailedEvent(int eventId, int taskScheduledId, string? reason, string? details)
        : base(eventId)
    {
        TaskScheduledId = taskScheduledId;
        Reason = reason;
        Details = details;
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.SubOrchestrationInstanceFailed;

    /// <summary>The sequence number of the call.</summary>
    public int TaskScheduledId { get; }

    /// <summary>The failure's message.</summary>
    public string? Reason { get; }

    /// <summary>The failure as text.</summary>
    public string? Details { get; }
}
