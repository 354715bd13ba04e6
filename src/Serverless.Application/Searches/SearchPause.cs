using Serverless.Core.Schedules;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>The changes of a search's state around a pause. Pure; each returns null when there is nothing to change.</summary>
public static class SearchPause
{
    /// <summary>Requests a pause until a resumption is requested: a search that waited for its window no longer resumes by itself.</summary>
    public static SearchDocument? Ask(SearchDocument state, DateTimeOffset at) =>
        SearchTransitions.IsFinal(state.State) || (state.PauseRequestedAt is not null && state.ResumesAt is null)
            ? null
            : state with { PauseRequestedAt = state.PauseRequestedAt ?? at, ResumesAt = null };

    /// <summary>Requests a resumption.</summary>
    public static SearchDocument? TakeBack(SearchDocument state) =>
        SearchTransitions.IsFinal(state.State) || state.PauseRequestedAt is null
            ? null
            : state with { PauseRequestedAt = null, ResumesAt = null };

    /// <summary>Applies the window of the schedule: pauses the search once at each closing, and resumes it after such a pause.</summary>
    /// <remarks>Requests of users in between are kept: a search that is resumed while the window is closed runs until the next closing.</remarks>
    /// <param name="state">A search that a schedule started.</param>
    /// <param name="window">The times of the window; null when the schedule no longer has one.</param>
    /// <param name="now">The current time.</param>
    public static SearchDocument? Observe(SearchDocument state, WindowTimes? window, DateTimeOffset now)
    {
        if (SearchTransitions.IsFinal(state.State) || state.Schedule is not { } origin)
        {
            return null;
        }

        if (window is null || window.IsOpen(now))
        {
            return state.ResumesAt is null ? null : TakeBack(state);
        }

        var opening = window.NextOpening(now);
        if (origin.ClosedAt is { } heeded && heeded >= window.LatestClosing(now))
        {
            return state.ResumesAt is null || state.ResumesAt == opening ? null : state with { ResumesAt = opening };
        }

        // A search that a user paused resumes only when a user requests it.
        var isHeld = state.PauseRequestedAt is not null && state.ResumesAt is null;
        return state with
        {
            Schedule = origin with { ClosedAt = window.LatestClosing(now) },
            PauseRequestedAt = state.PauseRequestedAt ?? now,
            ResumesAt = isHeld ? null : opening,
        };
    }

    /// <summary>Returns whether the orchestration has not yet carried out the requested change.</summary>
    public static bool IsBehind(SearchDocument state) => (state.State, state.PauseRequestedAt is not null) is
        (SearchStatus.Running, true) or (SearchStatus.Paused, false);

    /// <summary>Carries out the requested change; the wall clock stops or continues from then on.</summary>
    public static SearchDocument? Follow(SearchDocument state, DateTimeOffset at) => (state.State, state.PauseRequestedAt is not null) switch
    {
        (SearchStatus.Running, true) => state with
        {
            State = SearchStatus.Paused,
            PausedAt = at,
            Pauses = state.Pauses is { Count: >= PausePeriod.MostKept } all ? all : [.. state.Pauses ?? [], new PausePeriod(at, state.Generation)],
        },
        (SearchStatus.Paused, false) => Run(state, at),
        _ => null,
    };

    static SearchDocument Run(SearchDocument state, DateTimeOffset at)
    {
        var paused = at - (state.PausedAt ?? at);
        return state with
        {
            State = SearchStatus.Running,
            PausedAt = null,
            Pauses = state.Pauses is [.., { To: null } last] ? [.. state.Pauses.SkipLast(1), last with { To = at }] : state.Pauses,
            Budget = state.Budget with { PausedSeconds = state.Budget.PausedSeconds + Math.Max(0, paused.TotalSeconds) },
        };
    }
}
