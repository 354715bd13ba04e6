namespace Microsoft.DurableTask;

/// <summary>Decides after a failure whether to run the task again; may await durable timers for a delay.</summary>
public delegate Task<bool> AsyncRetryHandler(RetryContext retryContext);
