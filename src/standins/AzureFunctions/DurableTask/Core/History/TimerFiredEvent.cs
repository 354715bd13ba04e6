namespace DurableTask.Core.History;

/// <summary>A timer came due.</summary>
public class TimerFiredEvent : HistoryEvent
{
    /// <summary>Makes the event.</summary>
    public TimerFiredEvent(int eventId)
        : base(eventId)
    {
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.TimerFired;

    /// <summary>The sequence number of the timer.</summary>
    public int TimerId { get; set; }

    /// <summary>When it was due, UTC.</summary>
    public DateTime FireAt { get; set; }
}
