namespace DurableTask.Core.History;

/// <summary>A sub-orchestration was called.</summary>
public class SubOrchestrationInstanceCreatedEvent : HistoryEvent
{
    /// <summary>Makes the event.</summary>
    public SubOrchestrationInstanceCreatedEvent(int eventId)
        : base(eventId)
    {
    }

    /// <inheritdoc/>
    public override EventType EventType => EventType.SubOrchestrationInstanceCreated;

    /// <summary>The orchestrator's name.</summary>
    public string? Name { get; set; }

    /// <summary>The version.</summary>
    public string? Version { get; set; }

    /// <summary>The id of the new instance.</summary>
    public string? InstanceId { get; set; }

    /// <summary>The input as text.</summary>
    public string? Input { get; set; }
}
