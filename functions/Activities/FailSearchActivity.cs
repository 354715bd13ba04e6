using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Searches;
using Serverless.Functions.Logging;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Activities;

/// <summary>The search that fails.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="EndedAt">Now.</param>
/// <param name="Error">For people; names the blob, job or candidate.</param>
public sealed record FailSearchInput(string SearchId, DateTimeOffset CreatedAt, DateTimeOffset EndedAt, string Error);

/// <summary>Makes a search Failed, whatever its blobs are like: also when the state itself is broken or gone.</summary>
public sealed class FailSearchActivity(SearchDocuments searches, IDocumentStore store, ILogger<FailSearchActivity> logger)
{
    const int MaximumConflicts = 20;

    [Function(FunctionNames.FailSearch)]
    public async Task RunAsync([ActivityTrigger] FailSearchInput input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        for (var conflicts = 0; conflicts < MaximumConflicts; conflicts++)
        {
            if (await TryFailAsync(input, cancellation))
            {
                logger.SearchFailed(input.SearchId, input.Error);
                return;
            }
        }

        throw new StorageException(
            $"Blob '{BlobPaths.State(input.SearchId)}' was changed by others {MaximumConflicts} times while it was to be changed here.");
    }

    async Task<bool> TryFailAsync(FailSearchInput input, CancellationToken cancellation)
    {
        var path = BlobPaths.State(input.SearchId);

        // The version before the content: should somebody mend the blob in between, it is not written over.
        var version = await store.FindVersionAsync(path, cancellation);
        try
        {
            if (await store.FindAsync(path, CoreJson.Default.SearchDocument, cancellation) is { } state)
            {
                return SearchEnd.Failed(state.Value, input.EndedAt, input.Error) is not { } failed
                    || await store.TryReplaceAsync(path, failed, state.Version, CoreJson.Default.SearchDocument, cancellation);
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
        return version is null
            ? await store.TryCreateAsync(path, rebuilt, CoreJson.Default.SearchDocument, cancellation)
            : await store.TryReplaceAsync(path, rebuilt, version, CoreJson.Default.SearchDocument, cancellation);
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
