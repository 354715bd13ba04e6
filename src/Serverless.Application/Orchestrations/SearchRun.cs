using Serverless.Application.Searches;

namespace Serverless.Application.Orchestrations;

/// <summary>The status of the orchestration of a search.</summary>
public enum SearchRunStatus
{
    /// <summary>The orchestration waits to run, runs, or is suspended.</summary>
    UnderWay,

    Completed,

    /// <summary>The orchestration failed, and could not write so into the state of the search.</summary>
    Failed,

    /// <summary>The orchestration was terminated from outside.</summary>
    Terminated,
}

/// <summary>What the engine knows about a search.</summary>
/// <param name="Status">The status of the orchestration.</param>
/// <param name="Live">The live status; null when none was reported, and for an orchestration that failed or was terminated.</param>
/// <param name="Reason">Why it failed or was terminated, for users; null when no reason is known, or neither is the case.</param>
public sealed record SearchRun(SearchRunStatus Status, LiveStatus? Live = null, string? Reason = null);
