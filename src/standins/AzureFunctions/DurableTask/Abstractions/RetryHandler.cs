namespace Microsoft.DurableTask;

/// <summary>Decides after a failure whether to run the task again at once.</summary>
public delegate bool RetryHandler(RetryContext retryContext);
