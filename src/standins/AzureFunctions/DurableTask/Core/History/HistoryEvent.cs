namespace DurableTask.Core.History;

/// <summary>One thing that happened to an instance.</summary>
public abstract class HistoryEvent
{
    /// <summary>An event with the sequence number of the action that it records, or -1.</summary>
    protected HistoryEvent(int eventId)
    {
        EventId = eventId;
        Timestamp = DateTime.UtcNow;
    }

    /// <summary>The sequence number of the action that it records, or -1.</summary>
    public int EventId { get; }

    /// <summary>Whether a replay has passed it.</summary>
    public bool IsPlayed { get; set; }

    /// <summary>When it happened, UTC.</summary>
    public DateTime Timestamp { get; set; }

    /// <summary>The kind.</summary>
    public abstract EventType EventType { get; }
}
