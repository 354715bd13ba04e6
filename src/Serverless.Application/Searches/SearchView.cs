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

/// <summary>The custom status of a search: what its documents do not say yet.</summary>
/// <param name="Generation">The generation under way, from 0.</param>
/// <param name="Planned">Evaluations that this generation started.</param>
/// <param name="Done">Those that have ended.</param>
/// <param name="Trained">Candidates of it that count against a limit of trainings.</param>
/// <param name="Rung">The rung under way, from 1; null in a search without rungs. Planned and Done are of it.</param>
/// <param name="Rungs">How many there are.</param>
/// <param name="Failed">Of those that have ended: how many failed.</param>
/// <param name="UnderWay">Of an asynchronous search: evaluations under way, of whichever turn.</param>
/// <param name="Waiting">Evaluations that wait at a rung; null when none does.</param>
public sealed record LiveStatus(
    int Generation, int Planned, int Done, int Trained, int? Rung = null, int? Rungs = null, int Failed = 0, int? UnderWay = null, int? Waiting = null);
