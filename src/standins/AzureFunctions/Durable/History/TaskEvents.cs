namespace Serverless.StandIns.AzureFunctions.Durable.History;

/// <summary>An activity was called.</summary>
sealed record ActivityScheduled(DateTime At, int Id, string Name, string? Input) : ActionEvent(At, Id)
{
    public override string Identity => $"an activity task named '{Name}'";
}

/// <summary>An activity gave its result.</summary>
sealed record ActivityCompleted(DateTime At, int Id, string? Result) : HistoryEvent(At);

/// <summary>An activity failed.</summary>
sealed record ActivityFailed(DateTime At, int Id, Failure Failure) : HistoryEvent(At);

/// <summary>A sub-orchestration was called.</summary>
sealed record ChildScheduled(DateTime At, int Id, string Name, string InstanceId, string? Input, string? Version) : ActionEvent(At, Id)
{
    public override string Identity => $"a sub-orchestration task named '{Name}'";
}

/// <summary>A sub-orchestration gave its result.</summary>
sealed record ChildCompleted(DateTime At, int Id, string? Result) : HistoryEvent(At);

/// <summary>A sub-orchestration failed, was terminated, or could not be started.</summary>
sealed record ChildFailed(DateTime At, int Id, Failure Failure) : HistoryEvent(At);
