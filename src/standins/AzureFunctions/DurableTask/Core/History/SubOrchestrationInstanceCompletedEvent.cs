namespace DurableTask.Core.History;

/// <summary>A sub-orchestration gave its result.</summary>
public class SubOrchestrationInstanceCompletedEvent : HistoryEvent
{
    /// <summary>Makes the event.</summary>
    public SubOrchestrationInstanceCompletedEvent(int eventId, int taskScheduledId, string? result)
        : base(eventId)
    {
        TaskScheduledId = taskScheduledId;
        Result = result;
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.SubOrchestrationInstanceCompleted;

    /// <summary>The sequence number of the call.</summary>
    public int TaskScheduledId { get; }

    /// <summary>The result as text.</summary>
    public string? Result { get; }
}
