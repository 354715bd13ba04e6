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

/// <summary>The input of <see cref="FailSearchActivity"/>.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="CreatedAt">When the search was accepted.</param>
/// <param name="EndedAt">The current time.</param>
/// <param name="Error">The message for users; it names the blob, job or candidate.</param>
public sealed record FailSearchInput(string SearchId, DateTimeOffset CreatedAt, DateTimeOffset EndedAt, string Error);

/// <summary>Sets a search to Failed whatever the condition of its blobs, even when the state itself is broken or missing.</summary>
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

    /// <returns>The current state; null after a conflict.</returns>
    async Task<SearchDocument?> TryFailAsync(FailSearchInput input, CancellationToken cancellation)
    {
        var path = BlobPaths.State(input.SearchId);

        // The version is read before the content, so that a blob that somebody repairs in between is not overwritten.
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
