namespace Serverless.StandIns.AzureFunctions.Durable.History;

/// <summary>A turn began; its time is the orchestrator's clock until the next one.</summary>
sealed record TurnStarted(DateTime At) : HistoryEvent(At);

/// <summary>A turn ended.</summary>
sealed record TurnCompleted(DateTime At) : HistoryEvent(At);

/// <summary>The execution began.</summary>
sealed record ExecutionStarted(DateTime At) : HistoryEvent(At);

/// <summary>The execution ended.</summary>
sealed record ExecutionCompleted(DateTime At, int Id, InstanceStatus Status, string? Output, Failure? Failure) : HistoryEvent(At);

/// <summary>A client asked for the end.</summary>
sealed record ExecutionTerminated(DateTime At, string? Output) : HistoryEvent(At);

/// <summary>A client asked to hold the instance.</summary>
sealed record ExecutionSuspended(DateTime At, string? Reason) : HistoryEvent(At);

/// <summary>A client asked to go on.</summary>
sealed record ExecutionResumed(DateTime At, string? Reason) : HistoryEvent(At);

/// <summary>A client asked to take the failures back.</summary>
sealed record ExecutionRewound(DateTime At, string? Reason) : HistoryEvent(At);

/// <summary>An action whose failure was taken back: the replay asks for it anew under the same number.</summary>
sealed record ActionRewound(DateTime At, int Id) : HistoryEvent(At);
