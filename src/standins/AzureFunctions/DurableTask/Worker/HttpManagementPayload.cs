namespace Microsoft.Azure.Functions.Worker;

/// <summary>The addresses by which an instance is asked about and steered.</summary>
public class HttpManagementPayload
{
    /// <summary>The instance's id.</summary>
    public string? Id { get; internal set; }

    /// <summary>GET: the state.</summary>
    public string? StatusQueryGetUri { get; internal set; }

    /// <summary>POST: an event; {eventName} stands for its name.</summary>
    public string? SendEventPostUri { get; internal set; }

    /// <summary>POST: terminates.</summary>
    public string? TerminatePostUri { get; internal set; }

    /// <summary>Not given.</summary>
    public string? RewindPostUri { get; internal set; }

    /// <summary>DELETE: purges.</summary>
    public string? PurgeHistoryDeleteUri { get; internal set; }

    /// <summary>Not given.</summary>
    public string? RestartPostUri { get; internal set; }

    /// <summary>POST: suspends.</summary>
    public string? SuspendPostUri { get; internal set; }

    /// <summary>POST: resumes.</summary>
    public string? ResumePostUri { get; internal set; }
}
