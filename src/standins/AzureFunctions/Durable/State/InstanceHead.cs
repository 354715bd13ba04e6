using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.State;

/// <summary>All of an instance but its history and its unread messages; immutable, so that a query may keep it.</summary>
sealed record InstanceHead(string Id, string ExecutionId, string Name, DateTime CreatedAt)
{
    /// <summary>The orchestration's version; empty for none.</summary>
    public string Version { get; init; } = "";

    /// <summary>The input of the current execution as text.</summary>
    public string? Input { get; init; }

    public ParentLink? Parent { get; init; }

    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The earliest time of the first turn; null: at once.</summary>
    public DateTime? StartAt { get; init; }

    public InstanceStatus Status { get; init; }

    /// <summary>When anything of this last changed.</summary>
    public DateTime UpdatedAt { get; init; } = CreatedAt;

    public DateTime? CompletedAt { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    public Failure? Failure { get; init; }

    /// <summary>Whether the instance has ended.</summary>
    internal bool IsOver => Status is InstanceStatus.Completed or InstanceStatus.Failed or InstanceStatus.Terminated;
}
