using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;

namespace Serverless.Application.Jobs;

/// <summary>What workers tell of being alive.</summary>
public sealed class WorkerHeartbeats(IDocumentStore store, TimeProvider time)
{
    /// <summary>How long the heartbeat of a worker that is gone is kept: who looks for it learns when it was last there.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>All of them, of workers that are gone too; broken ones are left out, since they are written over soon.</summary>
    public async Task<IReadOnlyList<WorkerHeartbeat>> ListAsync(CancellationToken cancellation)
    {
        var reads = new List<Task<WorkerHeartbeat?>>();
        await foreach (var name in store.ListAsync(BlobPaths.Jobs, BlobPaths.Workers, null, cancellation))
        {
            reads.Add(FindAsync(new BlobPath(BlobPaths.Jobs, name), cancellation));
        }

        return [.. (await Task.WhenAll(reads)).OfType<WorkerHeartbeat>()];
    }

    /// <summary>Removes one if its worker has been gone for long, or it is broken.</summary>
    /// <returns>Whether it was removed.</returns>
    public async Task<bool> RemoveOldAsync(BlobPath path, CancellationToken cancellation) =>
        await store.FindVersionAsync(path, cancellation) is { } version
        && (await FindAsync(path, cancellation) is not { } heartbeat || heartbeat.At + Kept < time.GetUtcNow())
        && await store.TryDeleteAsync(path, version, cancellation);

    async Task<WorkerHeartbeat?> FindAsync(BlobPath path, CancellationToken cancellation)
    {
        try
        {
            return (await store.FindAsync(path, CoreJson.Default.WorkerHeartbeat, cancellation))?.Value;
        }
        catch (DocumentException)
        {
            return null;
        }
    }
}
