using System.Runtime.CompilerServices;
using Serverless.Application.Orchestrations;
using Serverless.Application.Schedules;
using Serverless.Application.Storage;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>
/// Finds the searches that have not ended, and the schedules that start more; used before something is deleted that these may need.
/// </summary>
/// <remarks>The engine is queried, not the blobs of all searches that ever existed.</remarks>
public sealed class WorkUnderWay(SearchDocuments searches, ScheduleDocuments schedules)
{
    /// <summary>
    /// Lists the requests of searches that have not ended and of schedules, each with a description of its owner; unreadable ones are left out.
    /// </summary>
    public async IAsyncEnumerable<(string Owner, SearchRequest Request)> RequestsAsync(
        IOrchestrations orchestrations, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var id in orchestrations.ListSearchesUnderWayAsync(cancellation))
        {
            if (await TryAsync(() => searches.ReadRequestAsync(id, cancellation)) is { } request)
            {
                yield return ($"search '{id}', which has not ended", request);
            }
        }

        await foreach (var id in schedules.ListAsync(null, cancellation))
        {
            if (await TryAsync(() => schedules.FindAsync(id, cancellation)) is { Document.Definition.Request: var request })
            {
                yield return ($"schedule '{id}'", request);
            }
        }
    }

    static async Task<T?> TryAsync<T>(Func<Task<T>> read)
        where T : class?
    {
        try
        {
            return await read();
        }
        catch (DocumentException)
        {
            return null;
        }
    }
}
