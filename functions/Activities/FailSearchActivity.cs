using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Telemetry;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Activities;

/// <summary>The search that fails.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="EndedAt">Now.</param>
/// <param name="Error">For people; names the blob, job or candidate.</param>
public sealed record FailSearchInput(string SearchId, DateTimeOffset CreatedAt, DateTimeOffset EndedAt, string Error);

/// <summary>Makes a search Failed, whatever its blobs are like: also when the state itself is broken or gone.</summary>
public sealed class FailSearchActivity(SearchTraces traces, SearchDocuments searches, IDocumentStore store, ILogger<FailSearchActivity> logger)
{
    [Function(FunctionNames.FailSearch)]
    public async Task RunAsync([ActivityTrigger] FailSearchInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var span = (await traces.OfAsync(input.SearchId, cancellation)).Start(SpanNames.FailSearch);
        await DocumentUpdates.UpdateAsync(BlobPaths.State(input.SearchId), () => TryFailAsync(input, cancellation));
        logger.SearchFailed(input.SearchId, input.Error);
    }

    /// <returns>The state as it is now; null after a conflict.</returns>
    async Task<SearchDocument?> TryFailAsync(FailSearchInput input, CancellationToken cancellation)
    {
        var path = BlobPaths.State(input.SearchId);

        // The version before the content: should somebody mend the blob in between, it is not written over.
        var version = await store.FindVersionAsync(path, cancellation);
        try
        {
            if (await store.FindAsync(path, CoreJson.Default.SearchDocument, cancellation) is { } state)
            {
                return SearchEnd.Failed(state.Value, input.EndedAt, input.Error) is not { } failed ? state.Value
                    : await store.TryReplaceAsync(path, failed, state.Version, CoreJson.Default.SearchDocument, cancellation) ? failed
                    : null;
            }
        }
        catch (DocumentException broken)
        {
            logger.SearchUnreadable(broken.Message);
        }

        var rebuilt = new SearchDocument
        {
            Id = input.SearchId,
            State = SearchStatus.Failed,
            StopReason = StopReason.Failed,
            Error = input.Error,
            CreatedAt = input.CreatedAt,
            CompletedAt = input.EndedAt,
            Budget = new BudgetLedger { Limits = await FindLimitsAsync(input.SearchId, cancellation) },
        };
        var isWritten = version is null
            ? await store.TryCreateAsync(path, rebuilt, CoreJson.Default.SearchDocument, cancellation)
            : await store.TryReplaceAsync(path, rebuilt, version, CoreJson.Default.SearchDocument, cancellation);
        return isWritten ? rebuilt : null;
    }

    async Task<BudgetLimits> FindLimitsAsync(string searchId, CancellationToken cancellation)
    {
        try
        {
            return (await searches.ReadRequestAsync(searchId, cancellation)).Budgets;
        }
        catch (DocumentException broken)
        {
            logger.SearchUnreadable(broken.Message);
            return new BudgetLimits();
        }
    }
}
