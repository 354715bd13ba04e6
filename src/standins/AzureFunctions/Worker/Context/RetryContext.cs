namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which attempt an invocation is under the function's retry policy.</summary>
public abstract class RetryContext
{
    /// <summary>Attempts made before this one.</summary>
    public abstract int RetryCount { get; }

    /// <summary>Retries allowed; -1 means without limit.</summary>
    public abstract int MaxRetryCount { get; }
}
