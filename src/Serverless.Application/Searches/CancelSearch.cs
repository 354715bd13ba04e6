using Microsoft.Extensions.Logging;
using Serverless.Application.Logging;
using Serverless.Application.Orchestrations;
using Serverless.Core.Searches;

namespace Serverless.Application.Searches;

/// <summary>Makes searches end early; repeating it changes nothing.</summary>
public sealed class CancelSearch(
    SearchDocuments searches, SearchCancellations cancellations, TimeProvider time, ILogger<CancelSearch> logger)
{
    /// <summary>Has a search that is there end: it stops its workers, keeps what it found and is then Cancelled.</summary>
    /// <returns>Its state; that of one that has ended meanwhile stays as it is.</returns>
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

        // Its orchestration ended in between, and has written how; or it was ended from outside, and nobody else will write it.
        return await searches.UpdateStateAsync(id, state => SearchEnd.Cancelled(state, now), cancellation);
    }
}
