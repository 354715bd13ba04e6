namespace Microsoft.Azure.Functions.Worker;

/// <summary>One invocation of a function.</summary>
public abstract class FunctionContext
{
    /// <summary>Identifies the invocation.</summary>
    public abstract string InvocationId { get; }

    /// <summary>Identifies the function.</summary>
    public abstract string FunctionId { get; }

    /// <summary>The distributed trace that the invocation belongs to.</summary>
    public abstract TraceContext TraceContext { get; }

    /// <summary>What the trigger and its metadata hold.</summary>
    public abstract BindingContext BindingContext { get; }

    /// <summary>Which attempt this is under a retry policy.</summary>
    public abstract RetryContext RetryContext { get; }

    /// <summary>The invocation's own service scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    /// <summary>The function that runs.</summary>
    public abstract FunctionDefinition FunctionDefinition { get; }

    /// <summary>Values that middleware shares within the invocation.</summary>
    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Features of the invocation by type.</summary>
    public abstract IInvocationFeatures Features { get; }

    /// <summary>Fires when the invocation should stop: the caller left, the function's time is over, or the host ends.</summary>
    public virtual CancellationToken CancellationToken { get; } = CancellationToken.None;
}
