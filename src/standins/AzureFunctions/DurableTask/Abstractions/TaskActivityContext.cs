namespace Microsoft.DurableTask;

/// <summary>What a class-based activity knows about its call.</summary>
public abstract class TaskActivityContext
{
    /// <summary>The activity's name.</summary>
    public abstract TaskName Name { get; }

    /// <summary>The orchestration instance that called it.</summary>
    public abstract string InstanceId { get; }

    /// <summary>The version that was called; empty for none.</summary>
    public virtual string Version => "";
}
