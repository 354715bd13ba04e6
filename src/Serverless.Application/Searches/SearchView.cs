using Serverless.Application.Orchestrations;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>Converts a search to the form that callers see: its stored state and what its orchestration is doing.</summary>
public static class SearchView
{
    /// <summary>Adds live progress to the state of a running search.</summary>
    public static SearchDocument Of(SearchDocument state, LiveStatus? live)
    {
        if (state.State != SearchStatus.Running || live is null)
        {
            return state;
        }

        // The state is written when a generation is merged, and then already counts what the live status still shows.
        var unmerged = live.Generation >= state.Generation ? live.Trained : 0;
        return state with
        {
            Progress = new SearchProgress
            {
                Generation = live.Generation,
                EvaluationsPlanned = live.Planned,
                EvaluationsDone = live.Done,
                EvaluationsUnderWay = live.UnderWay,
                EvaluationsWaiting = live.Waiting,
                EvaluationsFailed = live.Failed,
                Rung = live.Rung,
                Rungs = live.Rungs,
                TrainingsUsed = state.Budget.TrainingsUsed + unmerged + (live.Waiting ?? 0),
                FrontSize = state.FrontSize,
                Hypervolume = state.Hypervolume,
            },
        };
    }

    /// <summary>Shows a search as failed when its orchestration was terminated or failed and could not write so itself.</summary>
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

/// <summary>The custom status of a search's orchestration: progress that its documents do not have yet.</summary>
/// <param name="Generation">The current generation, from 0.</param>
/// <param name="Planned">The number of evaluations that this generation started.</param>
/// <param name="Done">The number of those that have ended.</param>
/// <param name="Trained">The number of its candidates that count against a limit of trainings.</param>
/// <param name="Rung">The current rung, from 1, to which Planned and Done refer; null in a search without rungs.</param>
/// <param name="Rungs">The number of rungs.</param>
/// <param name="Failed">The number of ended evaluations that failed.</param>
/// <param name="UnderWay">For an asynchronous search, the number of evaluations in progress, of any turn.</param>
/// <param name="Waiting">The number of evaluations that wait at a rung; null when none does.</param>
public sealed record LiveStatus(
    int Generation, int Planned, int Done, int Trained, int? Rung = null, int? Rungs = null, int Failed = 0, int? UnderWay = null, int? Waiting = null);
