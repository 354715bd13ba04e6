namespace DurableTask.Core.History;

/// <summary>An execution ended.</summary>
public class ExecutionCompletedEvent : HistoryEvent
{
    /// <summary>Makes the event.</summary>
    public ExecutionCompletedEvent(int eventId, string? result)
        : base(eventId) => Result = result;

    /// <inheritdoc/>
    public override EventType EventType => EventType.ExecutionCompleted;

    /// <summary>The output as text.</summary>
    public string? Result { get; }
}
