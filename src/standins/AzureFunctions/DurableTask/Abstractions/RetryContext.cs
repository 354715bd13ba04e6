namespace Microsoft.DurableTask;

/// <summary>What a retry handler knows.</summary>
/// <param name="OrchestrationContext">The orchestration that called the task.</param>
/// <param name="LastAttemptNumber">Failures so far, from 1.</param>
/// <param name="LastFailure">The latest failure.</param>
/// <param name="TotalRetryTime">Time since the first call, by the orchestration's clock.</param>
/// <param name="CancellationToken">Never cancelled.</param>
public record RetryContext(
    TaskOrchestrationContext OrchestrationContext,
    int LastAttemptNumber,
    TaskFailureDetails LastFailure,
    TimeSpan TotalRetryTime,
    CancellationToken CancellationToken);
