using Microsoft.DurableTask.Client;
using Serverless.Domain.Searches;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Searches;

/// <summary>Asks searches to pause and to run again.</summary>
/// <remarks>What is wanted is written first; the event only wakes the orchestration, and repeating the call repeats the event.</remarks>
public sealed class SearchPacer(SearchDocuments searches, TimeProvider time)
{
    /// <summary>Asks a search that is there to pause.</summary>
    /// <returns>Its state; an ended one stays as it is.</returns>
    public Task<SearchDocument> PauseAsync(DurableTaskClient client, string searchId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return AskAsync(client, searchId, state => SearchPause.Ask(state, now), cancellation);
    }

    /// <summary>Asks a search that is there to run again, or not to pause after all.</summary>
    /// <returns>Its state; an ended one stays as it is.</returns>
    public Task<SearchDocument> ResumeAsync(DurableTaskClient client, string searchId, CancellationToken cancellation) =>
        AskAsync(client, searchId, SearchPause.TakeBack, cancellation);

    async Task<SearchDocument> AskAsync(
        DurableTaskClient client, string searchId, Func<SearchDocument, SearchDocument?> change, CancellationToken cancellation)
    {
        var state = await searches.UpdateStateAsync(searchId, change, cancellation);
        if (!SearchTransitions.IsFinal(state.State) && await client.GetInstanceAsync(searchId, cancellation) is { IsCompleted: false })
        {
            await client.RaiseEventAsync(searchId, EventNames.Pace, null, cancellation);
        }

        return state;
    }
}
