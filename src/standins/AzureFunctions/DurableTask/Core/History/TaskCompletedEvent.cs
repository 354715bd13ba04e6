namespace DurableTask.Core.History;

/// <summary>An activity gave its result.</summary>
public class TaskCompletedEvent : HistoryEvent
{
    /// <summary>Makes the event.</summary>
    public TaskCompletedEvent(int eventId, int taskScheduledId, string? result)
        : base(eventId)
    {
        TaskScheduledId = taskScheduledId;
        Result = result;
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.TaskCompleted;

    /// <summary>The sequence number of the call.</summary>
    public int TaskScheduledId { get; }

    /// <summary>The result as text.</summary>
    public string? Result { get; }
}
