namespace DurableTask.Core.History;

/// <summary>An execution was ended from outside.</summary>
public class ExecutionTerminatedEvent : HistoryEvent
{
    /// <summary>Makes the event.</summary>
    public ExecutionTerminatedEvent(int eventId, string? input)
        : base(eventId) => Input = input;

    /// <inheritdoc/>
    public override EventType EventType => EventType.ExecutionTerminated;

    /// <summary>The output that was given.</summary>
    public string? Input { get; set; }
}
