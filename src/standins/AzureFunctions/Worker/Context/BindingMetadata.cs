namespace Microsoft.Azure.Functions.Worker;

/// <summary>One binding of a function.</summary>
public abstract class BindingMetadata
{
    /// <summary>The parameter or property; $return for the method's value.</summary>
    public abstract string Name { get; }

    /// <summary>The kind of binding in lower camel case, for example httpTrigger.</summary>
    public abstract string Type { get; }

    /// <summary>Whether values flow into the function or out of it.</summary>
    public abstract BindingDirection Direction { get; }
}
