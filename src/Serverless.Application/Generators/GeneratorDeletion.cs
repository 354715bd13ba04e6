using Serverless.Application.Jobs;
using Serverless.Application.Orchestrations;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;

namespace Serverless.Application.Generators;

/// <summary>Deletes generators.</summary>
/// <remarks>
/// The order goes last: stopped before that, the generator is still listed, and can be deleted again. What a worker has written after that goes when it is deleted again,
/// and is no generator without its order. Searches that took its answers keep them.
/// </remarks>
public sealed class GeneratorDeletion(JobWithdrawals withdrawals, IDocumentStore store)
{
    const string Reason = "The generator was deleted.";

    /// <summary>Deletes a generator, broken or not; one that is being fitted is given up first.</summary>
    /// <param name="orchestrations">Knows what is under way.</param>
    /// <param name="id">A valid id.</param>
    /// <param name="cancellation">Ends the waiting.</param>
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
            // It has changed in between; what it holds does not matter.
        }
    }
}
