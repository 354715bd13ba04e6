namespace Microsoft.DurableTask.Client;

/// <summary>The states of an instance.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>At work, or waiting for something.</summary>
    Running,

    /// <summary>Ended with an output.</summary>
    Completed,

    /// <summary>Not used.</summary>
    [Obsolete("The ContinuedAsNew status is obsolete and exists only for compatibility reasons.")]
    ContinuedAsNew,

    /// <summary>Ended by an unhandled exception.</summary>
    Failed,

    /// <summary>Not used.</summary>
    [Obsolete("The Canceled status is not currently used and exists only for compatibility reasons.")]
    Canceled,

    /// <summary>Ended from outside.</summary>
    Terminated,

    /// <summary>Accepted, not begun.</summary>
    Pending,

    /// <summary>Held.</summary>
    Suspended,
}
