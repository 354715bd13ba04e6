namespace DurableTask.Core.History;

/// <summary>The kinds of history events.</summary>
public enum EventType
{
    /// <summary>An execution began.</summary>
    ExecutionStarted,

    /// <summary>An execution ended.</summary>
    ExecutionCompleted,

    /// <summary>Not used.</summary>
    ExecutionFailed,

    /// <summary>An execution was ended from outside.</summary>
    ExecutionTerminated,

    /// <summary>An activity was called.</summary>
    TaskScheduled,

    /// <summary>An activity gave its result.</summary>
    TaskCompleted,

    /// <summary>An activity failed.</summary>
    TaskFailed,

    /// <summary>A sub-orchestration was called.</summary>
    SubOrchestrationInstanceCreated,

    /// <summary>A sub-orchestration gave its result.</summary>
    SubOrchestrationInstanceCompleted,

    /// <summary>A sub-orchestration failed.</summary>
    SubOrchestrationInstanceFailed,

    /// <summary>A timer was set.</summary>
    TimerCreated,

    /// <summary>A timer came due.</summary>
    TimerFired,

    /// <summary>A turn began.</summary>
    OrchestratorStarted,

    /// <summary>A turn ended.</summary>
    OrchestratorCompleted,

    /// <summary>An event was sent to another instance.</summary>
    EventSent,

    /// <summary>An event arrived.</summary>
    EventRaised,

    /// <summary>An execution gave way to a new one.</summary>
    ContinueAsNew,

    /// <summary>Something else.</summary>
    GenericEvent,

    /// <summary>Not used.</summary>
    HistoryState,

    /// <summary>The instance was held.</summary>
    ExecutionSuspended,

    /// <summary>The instance went on.</summary>
    ExecutionResumed,

    /// <summary>Failures were taken back.</summary>
    ExecutionRewound,
}
