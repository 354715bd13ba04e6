namespace Microsoft.DurableTask;

/// <summary>An activity or sub-orchestration failed; thrown where it is awaited.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>A failure known by its exception.</summary>
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(Describe(taskName, taskId, innerException?.Message), innerException)
    {
        ArgumentNullException.ThrowIfNull(innerException);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = TaskFailureDetails.FromException(innerException);
    }

    /// <summary>A failure known by its details.</summary>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(Describe(taskName, taskId, failureDetails?.ErrorMessage))
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails!;
    }

    /// <summary>The name of the task.</summary>
    public string TaskName { get; }

    /// <summary>The task's sequence number in its orchestration.</summary>
    public int TaskId { get; }

    /// <summary>What went wrong, as far as it can be told across processes.</summary>
    public TaskFailureDetails FailureDetails { get; }

    // Callers and logs compare this text, so it is the package's to the letter.
    static string Describe(string taskName, int taskId, string? cause) => cause is null
        ? $"Task '{taskName}' (#{taskId}) failed with an unhandled exception."
        : $"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {cause}";
}
