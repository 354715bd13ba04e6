namespace Microsoft.Azure.Functions.Worker;

/// <summary>The trigger's metadata.</summary>
public abstract class BindingContext
{
    /// <summary>Metadata by name, ignoring case: route and query values, queue message properties and the like.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
