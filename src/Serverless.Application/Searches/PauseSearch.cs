using Serverless.Application.Orchestrations;
using Serverless.Core.Schedules;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>Requests searches to pause and to resume.</summary>
/// <remarks>The request is written first; the event only wakes the orchestration, and repeating the call repeats the event.</remarks>
public sealed class PauseSearch(SearchDocuments searches, TimeProvider time)
{
    /// <summary>Requests an existing search to pause.</summary>
    /// <returns>The state of the search; that of an ended search stays as it is.</returns>
    public Task<SearchDocument> PauseAsync(IOrchestrations orchestrations, string searchId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return AskAsync(orchestrations, searchId, state => SearchPause.Ask(state, now), cancellation);
    }

    /// <summary>Requests an existing search to resume, or withdraws a request to pause.</summary>
    /// <returns>The state of the search; that of an ended search stays as it is.</returns>
    public Task<SearchDocument> ResumeAsync(IOrchestrations orchestrations, string searchId, CancellationToken cancellation) =>
        AskAsync(orchestrations, searchId, SearchPause.TakeBack, cancellation);

    /// <summary>Pauses and resumes an existing search with the window of its schedule; wakes it only if there is something to do.</summary>
    /// <param name="orchestrations">The engine that wakes the orchestration.</param>
    /// <param name="searchId">A search that a schedule started.</param>
    /// <param name="window">The times of the window; null when the schedule has none.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async Task ObserveAsync(IOrchestrations orchestrations, string searchId, WindowTimes? window, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var state = await searches.UpdateStateAsync(searchId, found => SearchPause.Observe(found, window, now), cancellation);
        if (SearchPause.IsBehind(state))
        {
            await WakeAsync(orchestrations, state, cancellation);
        }
    }

    async Task<SearchDocument> AskAsync(
        IOrchestrations orchestrations, string searchId, Func<SearchDocument, SearchDocument?> change, CancellationToken cancellation)
    {
        var state = await searches.UpdateStateAsync(searchId, change, cancellation);
        await WakeAsync(orchestrations, state, cancellation);
        return state;
    }

    static async Task WakeAsync(IOrchestrations orchestrations, SearchDocument state, CancellationToken cancellation)
    {
        if (!SearchTransitions.IsFinal(state.State) && await orchestrations.IsSearchUnderWayAsync(state.Id, cancellation))
        {
            await orchestrations.PaceSearchAsync(state.Id, cancellation);
        }
    }
}
