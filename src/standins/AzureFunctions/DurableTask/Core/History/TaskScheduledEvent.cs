namespace DurableTask.Core.History;

/// <summary>An activity was called.</summary>
public class TaskScheduledEvent : HistoryEvent
{
    /// <summary>Makes the event.</summary>
    public TaskScheduledEvent(int eventId, string? name, string? version, string? input)
        : base(eventId)
    {
        Name = name;
        Version = version;
        Input = input;
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.TaskScheduled;

    /// <summary>The activity's name.</summary>
    public string? Name { get; set; }

    /// <summary>The version.</summary>
    public string? Version { get; set; }

    /// <summary>The input as text.</summary>
    public string? Input { get; set; }

    /// <summary>Free labels.</summary>
    public IDictionary<string, string>? Tags { get; set; }
}
