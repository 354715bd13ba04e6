using Serverless.Application.Searches;

namespace Serverless.Application.Orchestrations;

/// <summary>How the orchestration of a search stands.</summary>
public enum SearchRunStatus
{
    /// <summary>It waits to run, runs, or is suspended.</summary>
    UnderWay,

    Completed,

    /// <summary>It broke, and could not write so into the search's state.</summary>
    Failed,

    /// <summary>It was ended from outside.</summary>
    Terminated,
}

/// <summary>What the engine knows of a search.</summary>
/// <param name="Status">How its orchestration stands.</param>
/// <param name="Live">What it is doing; null when it has not said, and for one that broke or was terminated.</param>
/// <param name="Reason">Why it broke or was terminated, for people; null when nothing was said, or neither is the case.</param>
public sealed record SearchRun(SearchRunStatus Status, LiveStatus? Live = null, string? Reason = null);
