namespace Microsoft.DurableTask;

/// <summary>Marks an event's type for the source generator.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, AllowMultiple = false, Inherited = false)]
public sealed class DurableEventAttribute : Attribute
{
    /// <summary>Names the event; null: after its type.</summary>
    public DurableEventAttribute(string? name = null) => Name = name!;

    /// <summary>The name, or the default value.</summary>
    public TaskName Name { get; }
}
