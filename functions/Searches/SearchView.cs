using Microsoft.DurableTask.Client;
using Serverless.Core.Searches;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Searches;

/// <summary>A search as callers see it: its stored state and what its orchestration is doing.</summary>
static class SearchView
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
    public static SearchDocument Of(SearchDocument state, OrchestrationMetadata? instance)
    {
        if (SearchTransitions.IsFinal(state.State) || instance is null)
        {
            return state;
        }

        return instance.RuntimeStatus switch
        {
            OrchestrationRuntimeStatus.Failed => Broken(state, "The orchestration failed", InstanceFailure.Of(instance)),
            OrchestrationRuntimeStatus.Terminated => Broken(state, "The orchestration was terminated", InstanceFailure.Of(instance)),
            _ => Of(state, instance.SerializedCustomStatus is null ? null : instance.ReadCustomStatusAs<LiveStatus>()),
        };
    }

    static SearchDocument Broken(SearchDocument state, string what, string? reason) => state with
    {
        State = SearchStatus.Failed,
        Error = reason is null ? $"{what}." : $"{what}: {reason}",
    };
}
