namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a function returned, which middleware may replace.</summary>
public abstract class InvocationResult<T>
{
    /// <summary>The value; null before the function has run.</summary>
    public abstract T? Value { get; set; }
}
