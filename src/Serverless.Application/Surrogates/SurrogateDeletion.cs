using Serverless.Application.Jobs;
using Serverless.Application.Orchestrations;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;

namespace Serverless.Application.Surrogates;

/// <summary>Deletes surrogates.</summary>
/// <remarks>
/// The fit specification is deleted last: when the deletion is interrupted before that, the surrogate is still listed and can be deleted again.
/// </remarks>
public sealed class SurrogateDeletion(WorkUnderWay work, JobWithdrawals withdrawals, SearchDocuments searches, IDocumentStore store)
{
    const string Reason = "The surrogate was deleted.";

    /// <summary>Deletes a surrogate that nothing in progress needs, even a broken one; a fit in progress for no search is given up first.</summary>
    /// <param name="orchestrations">The engine, which knows the orchestrations in progress.</param>
    /// <param name="id">A valid id.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async Task<DeletionOutcome> RunAsync(IOrchestrations orchestrations, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(orchestrations);
        if (await store.FindVersionAsync(BlobPaths.FitSpecification(id), cancellation) is null)
        {
            return new DeletionOutcome(DeletionKind.Missing);
        }

        if (await FindUserAsync(orchestrations, id, cancellation) is { } user)
        {
            return new DeletionOutcome(DeletionKind.InUse, user);
        }

        await MarkFitFailedAsync(orchestrations, id, cancellation);
        var order = BlobPaths.FitSpecification(id);
        await foreach (var name in store.ListAsync(BlobPaths.Surrogates, $"{id}/", null, cancellation))
        {
            if (name != order.Name)
            {
                await DeleteAsync(new BlobPath(BlobPaths.Surrogates, name), cancellation);
            }
        }

        await DeleteAsync(order, cancellation);
        return new DeletionOutcome(DeletionKind.Deleted);
    }

    async Task<string?> FindUserAsync(IOrchestrations orchestrations, string id, CancellationToken cancellation)
    {
        if (await FindOwnerAsync(id, cancellation) is { } owner)
        {
            return owner;
        }

        await foreach (var (requester, request) in work.RequestsAsync(orchestrations, cancellation))
        {
            if (request.Surrogate?.Id == id)
            {
                return requester;
            }
        }

        await foreach (var fit in orchestrations.ListFitsUnderWayAsync(cancellation))
        {
            if (fit != id && await FindOrderAsync(fit, cancellation) is { WarmStart: { } start } && start.Surrogate == id)
            {
                return $"surrogate '{fit}', whose fit starts from it";
            }
        }

        return null;
    }

    /// <summary>Finds the search that had the surrogate fitted for itself and has not ended; null when there is none.</summary>
    async Task<string?> FindOwnerAsync(string id, CancellationToken cancellation) =>
        await FindOrderAsync(id, cancellation) is { SearchId: { } searchId, Generation: { } generation } && SurrogateId.Of(searchId, generation) == id
        && await searches.FindStateAsync(searchId, cancellation) is { } state && !SearchTransitions.IsFinal(state.State)
            ? $"search '{searchId}', which has not ended"
            : null;

    async Task<FitSpecification?> FindOrderAsync(string id, CancellationToken cancellation)
    {
        try
        {
            return (await store.FindAsync(BlobPaths.FitSpecification(id), CoreJson.Default.FitSpecification, cancellation))?.Value;
        }
        catch (DocumentException)
        {
            return null;
        }
    }

    async Task MarkFitFailedAsync(IOrchestrations orchestrations, string id, CancellationToken cancellation)
    {
        if (!await orchestrations.IsFitUnderWayAsync(id, cancellation))
        {
            return;
        }

        await orchestrations.TerminateFitAsync(id, Reason, cancellation);
        for (var attempt = 1; await store.FindVersionAsync(BlobPaths.Job(JobId.ForFit(id, attempt)), cancellation) is not null; attempt++)
        {
            await withdrawals.WithdrawAsync(JobId.ForFit(id, attempt), Reason, cancellation);
        }
    }

    async Task DeleteAsync(BlobPath path, CancellationToken cancellation)
    {
        while (await store.FindVersionAsync(path, cancellation) is { } version && !await store.TryDeleteAsync(path, version, cancellation))
        {
            // The blob changed in between; its content does not matter.
        }
    }
}
