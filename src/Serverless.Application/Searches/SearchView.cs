using Serverless.Application.Orchestrations;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>A search as callers see it: its stored state and what its orchestration is doing.</summary>
public static class SearchView
{
    /// <summary>Adds live progress to the state of a running search.</summary>
    public static SearchDocument Of(SearchDocument state, LiveStatus? live)
    {
        if (state.State != SearchStatus.Running || live is null)
        {
            return state;
        }

        // The state is written when a generation is merged, and then has counted what the live status still shows.
        var unmerged = live.Generation >= state.Generation ? live.Trained : 0;
        return state with
        {
            Progress = new SearchProgress
            {
                Generation = live.Generation,
                EvaluationsPlanned = live.Planned,
                EvaluationsDone = live.Done,
                EvaluationsFailed = live.Failed,
                Rung = live.Rung,
                Rungs = live.Rungs,
                TrainingsUsed = state.Budget.TrainingsUsed + unmerged,
                FrontSize = state.FrontSize,
                Hypervolume = state.Hypervolume,
            },
        };
    }

    /// <summary>Shows a search as failed whose orchestration was ended from outside, or broke, and could not say so itself.</summary>
    public static SearchDocument Of(SearchDocument state, SearchRun? run)
    {
        if (SearchTransitions.IsFinal(state.State) || run is null)
        {
            return state;
        }

        return run.Status switch
        {
            SearchRunStatus.Failed => Broken(state, "The orchestration failed", run.Reason),
            SearchRunStatus.Terminated => Broken(state, "The orchestration was terminated", run.Reason),
            _ => Of(state, run.Live),
        };
    }

    static SearchDocument Broken(SearchDocument state, string what, string? reason) => state with
    {
        State = SearchStatus.Failed,
        Error = reason is null ? $"{what}." : $"{what}: {reason}",
    };
}
