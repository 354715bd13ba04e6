using System.Runtime.CompilerServices;
using Microsoft.DurableTask.Client;
using Serverless.Application.Storage;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Orchestrations;
using Serverless.Functions.Schedules;

namespace Serverless.Functions.Searches;

/// <summary>What has not ended: searches, fits and the schedules that start more; for those who are about to delete what these may need.</summary>
/// <remarks>The engine is asked, not the blobs of all searches that ever were.</remarks>
public sealed class WorkUnderWay(SearchDocuments searches, ScheduleDocuments schedules)
{
    /// <summary>The requests of searches that have not ended and of schedules, each with words for whose it is; unreadable ones are left out.</summary>
    public async IAsyncEnumerable<(string Owner, SearchRequest Request)> RequestsAsync(
        DurableTaskClient client, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var id in InstancesAsync(client, FunctionNames.SearchOrchestrator, cancellation))
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

    /// <summary>The surrogates that are being fitted, by id.</summary>
    public static async IAsyncEnumerable<string> FitsAsync(DurableTaskClient client, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var id in InstancesAsync(client, FunctionNames.FitOrchestrator, cancellation))
        {
            if (FitOrchestrator.SurrogateOf(id) is { } surrogate)
            {
                yield return surrogate;
            }
        }
    }

    static async IAsyncEnumerable<string> InstancesAsync(
        DurableTaskClient client, string orchestrator, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var query = new OrchestrationQuery
        {
            Statuses = [OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Suspended],
        };
        await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(cancellation))
        {
            if (instance.Name == orchestrator)
            {
                yield return instance.InstanceId;
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
