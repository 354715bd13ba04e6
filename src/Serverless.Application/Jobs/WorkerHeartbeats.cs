using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;

namespace Serverless.Application.Jobs;

/// <summary>Reads and removes the heartbeats by which workers show that they are alive.</summary>
public sealed class WorkerHeartbeats(IDocumentStore store, TimeProvider time)
{
    /// <summary>How long the heartbeat of a worker that is gone is kept, so that users can see when the worker was last alive.</summary>
    static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Lists all heartbeats, including those of workers that are gone; broken ones are left out, since they are soon overwritten.</summary>
    public async Task<IReadOnlyList<WorkerHeartbeat>> ListAsync(CancellationToken cancellation)
    {
        var reads = new List<Task<WorkerHeartbeat?>>();
        await foreach (var name in store.ListAsync(BlobPaths.Jobs, BlobPaths.Workers, null, cancellation))
        {
            reads.Add(FindAsync(new BlobPath(BlobPaths.Jobs, name), cancellation));
        }

        return [.. (await Task.WhenAll(reads)).OfType<WorkerHeartbeat>()];
    }

    /// <summary>Removes a heartbeat if its worker has been gone for long, or the heartbeat is broken.</summary>
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
