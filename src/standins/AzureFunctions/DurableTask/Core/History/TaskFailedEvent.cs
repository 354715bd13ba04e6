namespace DurableTask.Core.History;

/// <summary>An activity failed.</summary>
public class TaskFailedEvent : HistoryEvent
{
    /// <summary>Makes the event.</summary>
    public TaskFailedEvent(int eventId, int taskScheduledId, string? reason, string? details)
        : base(eventId)
    {
        TaskScheduledId = taskScheduledId;
        Reason = reason;
        Details = details;
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.TaskFailed;

    /// <summary>The sequence number of the call.</summary>
    public int TaskScheduledId { get; }

    /// <summary>The exception's message.</summary>
    public string? Reason { get; }

    /// <summary>The exception with its stack, as text.</summary>
    public string? Details { get; }
}
