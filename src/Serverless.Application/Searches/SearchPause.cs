using Serverless.Core.Schedules;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>The changes of a search's state around a pause. Pure; each gives null when there is nothing to change.</summary>
public static class SearchPause
{
    /// <summary>Asks it to pause, until it is asked to run: one that waited for its window no longer goes on by itself.</summary>
    public static SearchDocument? Ask(SearchDocument state, DateTimeOffset at) =>
        SearchTransitions.IsFinal(state.State) || (state.PauseRequestedAt is not null && state.ResumesAt is null)
            ? null
            : state with { PauseRequestedAt = state.PauseRequestedAt ?? at, ResumesAt = null };

    /// <summary>Asks it to run.</summary>
    public static SearchDocument? TakeBack(SearchDocument state) =>
        SearchTransitions.IsFinal(state.State) || state.PauseRequestedAt is null
            ? null
            : state with { PauseRequestedAt = null, ResumesAt = null };

    /// <summary>Does what the window of its schedule asks for: pauses it once at each closing, lets go on what such a pause holds.</summary>
    /// <remarks>What somebody asked for in between stays: a search resumed while the window is closed runs until the next closing.</remarks>
    /// <param name="state">A search that a schedule started.</param>
    /// <param name="window">Null when the schedule has none, any more.</param>
    /// <param name="now">The time.</param>
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

        // One that somebody paused goes on when somebody says so.
        var isHeld = state.PauseRequestedAt is not null && state.ResumesAt is null;
        return state with
        {
            Schedule = origin with { ClosedAt = window.LatestClosing(now) },
            PauseRequestedAt = state.PauseRequestedAt ?? now,
            ResumesAt = isHeld ? null : opening,
        };
    }

    /// <summary>Whether its orchestration has not done yet what is wanted of it.</summary>
    public static bool IsBehind(SearchDocument state) => (state.State, state.PauseRequestedAt is not null) is
        (SearchStatus.Running, true) or (SearchStatus.Paused, false);

    /// <summary>Does what was asked for; the wall clock stands still from then on, or goes on.</summary>
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
