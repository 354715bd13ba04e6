namespace Microsoft.DurableTask;

/// <summary>Marks a class-based task for the source generator.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class DurableTaskAttribute : Attribute
{
    /// <summary>Names the task; null: after its class.</summary>
    public DurableTaskAttribute(string? name = null) => Name = name!;

    /// <summary>The name, or the default value.</summary>
    public TaskName Name { get; }

    /// <summary>The version, or null.</summary>
    public string? Version { get; set; }
}
