using Serverless.Domain.Searches;

namespace Serverless.Functions.Searches;

/// <summary>The changes of a search's state around a pause. Pure; each gives null when there is nothing to change.</summary>
static class SearchPause
{
    /// <summary>Asks it to pause.</summary>
    public static SearchDocument? Ask(SearchDocument state, DateTimeOffset at) =>
        SearchTransitions.IsFinal(state.State) || state.PauseRequestedAt is not null ? null : state with { PauseRequestedAt = at };

    /// <summary>Asks it to run.</summary>
    public static SearchDocument? TakeBack(SearchDocument state) =>
        SearchTransitions.IsFinal(state.State) || state.PauseRequestedAt is null ? null : state with { PauseRequestedAt = null };

    /// <summary>Does what was asked for; the wall clock stands still from then on, or goes on.</summary>
    public static SearchDocument? Follow(SearchDocument state, DateTimeOffset at) => (state.State, state.PauseRequestedAt is not null) switch
    {
        (SearchStatus.Running, true) => state with { State = SearchStatus.Paused, PausedAt = at },
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
            Budget = state.Budget with { PausedSeconds = state.Budget.PausedSeconds + Math.Max(0, paused.TotalSeconds) },
        };
    }
}
