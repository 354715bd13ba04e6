using Serverless.Application.Jobs;
using Serverless.Application.Orchestrations;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;

namespace Serverless.Application.Generators;

/// <summary>Deletes generators.</summary>
/// <remarks>
/// The order is deleted last: when the deletion is interrupted before that, the generator is still listed and can be deleted again. What a
/// worker writes after that is no generator without its order, and is removed when the generator is deleted again. Searches that took seeds
/// from the generator keep them.
/// </remarks>
public sealed class GeneratorDeletion(JobWithdrawals withdrawals, IDocumentStore store)
{
    const string Reason = "The generator was deleted.";

    /// <summary>Deletes a generator, even a broken one; a fit in progress is given up first.</summary>
    /// <param name="orchestrations">The engine, which knows the orchestrations in progress.</param>
    /// <param name="id">A valid id.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async Task<DeletionOutcome> RunAsync(IOrchestrations orchestrations, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(orchestrations);
        var order = BlobPaths.GeneratorOrder(id);
        var isThere = await store.FindVersionAsync(order, cancellation) is not null;
        if (await orchestrations.IsGeneratorUnderWayAsync(id, cancellation))
        {
            await orchestrations.TerminateGeneratorAsync(id, Reason, cancellation);
            for (var attempt = 1; await store.FindVersionAsync(BlobPaths.Job(JobId.ForGenerator(id, attempt)), cancellation) is not null; attempt++)
            {
                await withdrawals.WithdrawAsync(JobId.ForGenerator(id, attempt), Reason, cancellation);
            }
        }

        await foreach (var name in store.ListAsync(BlobPaths.Generators, $"{id}/", null, cancellation))
        {
            if (name != order.Name)
            {
                isThere = true;
                await DeleteAsync(new BlobPath(BlobPaths.Generators, name), cancellation);
            }
        }

        await DeleteAsync(order, cancellation);
        return new DeletionOutcome(isThere ? DeletionKind.Deleted : DeletionKind.Missing);
    }

    async Task DeleteAsync(BlobPath path, CancellationToken cancellation)
    {
        while (await store.FindVersionAsync(path, cancellation) is { } version && !await store.TryDeleteAsync(path, version, cancellation))
        {
            // The blob changed in between; its content does not matter.
        }
    }
}
