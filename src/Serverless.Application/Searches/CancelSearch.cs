using Microsoft.Extensions.Logging;
using Serverless.Application.Logging;
using Serverless.Application.Orchestrations;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>Cancels searches; repeating the call changes nothing.</summary>
public sealed class CancelSearch(
    SearchDocuments searches, SearchCancellations cancellations, TimeProvider time, ILogger<CancelSearch> logger)
{
    /// <summary>Cancels an existing search: its jobs stop, its results are kept, and its state becomes Cancelled.</summary>
    /// <returns>The state of the search; when the search has ended in the meantime, its state stays as it is.</returns>
    public async Task<SearchDocument> CancelAsync(IOrchestrations orchestrations, SearchDocument found, CancellationToken cancellation)
    {
        var (id, now) = (found.Id, time.GetUtcNow());
        await cancellations.AskAsync(found, now, cancellation);
        logger.CancellationRequested(id);
        if (await orchestrations.IsSearchUnderWayAsync(id, cancellation))
        {
            await orchestrations.CancelSearchAsync(id, cancellation);
            return await searches.ReadStateAsync(id, cancellation);
        }

        // The orchestration ended in between and has written its result, or it was ended from outside and nobody else will write one.
        return await searches.UpdateStateAsync(id, state => SearchEnd.Cancelled(state, now), cancellation);
    }
}
