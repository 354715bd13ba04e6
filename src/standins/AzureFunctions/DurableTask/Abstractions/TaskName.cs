namespace Microsoft.DurableTask;

/// <summary>The name of an orchestrator or activity; compared ignoring case.</summary>
public readonly struct TaskName : IEquatable<TaskName>
{
    /// <summary>Names a task; null gives the default value.</summary>
    public TaskName(string name)
    {
        Name = name;
        PackedVersion = name is null ? null! : "";
    }

    /// <summary>The name as it was written.</summary>
    public string Name { get; }

    /// <summary>Always empty: versions are <see cref="TaskVersion"/>s.</summary>
    [Obsolete("Refer to TaskVersion instead.")]
    public string Version => PackedVersion;

    string PackedVersion { get; }

    public static implicit operator string(TaskName value) => value.Name;

    public static implicit operator TaskName(string value) => string.IsNullOrEmpty(value) ? default : new TaskName(value);

    public static bool operator ==(TaskName a, TaskName b) => a.Equals(b);

    public static bool operator !=(TaskName a, TaskName b) => !a.Equals(b);

    public bool Equals(TaskName other) => string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    public override int GetHashCode() => Name is null ? 0 : StringComparer.OrdinalIgnoreCase.GetHashCode(Name);

    public override string ToString() => Name;
}
