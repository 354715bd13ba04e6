namespace DurableTask.Core.History;

/// <summary>Something else.</summary>
public class GenericEvent : HistoryEvent
{
    /// <summary>Makes the event.</summary>
    public GenericEvent(int eventId, string? data)
        : base(eventId) => Data = data;

    /// <inheritdoc/>
    public override EventType EventType => EventType.GenericEvent;

    /// <summary>What it was.</summary>
    public string? Data { get; set; }
}
