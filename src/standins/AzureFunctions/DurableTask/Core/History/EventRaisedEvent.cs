namespace DurableTask.Core.History;

/// <summary>An event arrived.</summary>
public class EventRaisedEvent : HistoryEvent
{
    /// <summary>Makes the event.</summary>
    public EventRaisedEvent(int eventId, string? input)
        : base(eventId) => Input = input;

    /// <inheritdoc/>
    public override EventType EventType => EventType.EventRaised;

    /// <summary>The payload as text.</summary>
    public string? Input { get; }

    /// <summary>The event's name.</summary>
    public string? Name { get; set; }
}
