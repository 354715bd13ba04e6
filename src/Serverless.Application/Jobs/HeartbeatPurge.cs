using Serverless.Application.Storage;

namespace Serverless.Application.Jobs;

/// <summary>Removes the heartbeats of workers that are long gone: each worker that starts for a few jobs leaves one.</summary>
/// <remarks>
/// Their names are hashes and are processed by first digit, so that no run lists them all. A purge that was interrupted is continued by the
/// next run.
/// </remarks>
public sealed class HeartbeatPurge(WorkerHeartbeats heartbeats, IDocumentStore store, TimeProvider time)
{
    const int BatchSize = 256;
    const int AtOnce = 16;

    readonly PurgePlace _place = new(store, BlobPaths.HeartbeatPurge);

    /// <summary>Continues the purge, or begins it.</summary>
    /// <param name="limit">The time after which the rest is left for later; at least one batch is processed.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async Task<PurgedBlobs> RunAsync(TimeSpan limit, CancellationToken cancellation)
    {
        var begin = time.GetTimestamp();
        var removed = 0;
        var (_, after) = await _place.FindAsync(cancellation);
        foreach (var prefix in "0123456789abcdef".Select(digit => $"{BlobPaths.Workers}{digit}").Where(prefix => IsAhead(prefix, after)))
        {
            await foreach (var batch in store.ListAsync(BlobPaths.Jobs, prefix, after, cancellation).Chunk(BatchSize).WithCancellation(cancellation))
            {
                removed += await RemoveAsync(batch, cancellation);
                if (time.GetElapsedTime(begin) >= limit)
                {
                    await _place.WriteAsync(null, batch[^1], cancellation);
                    return new PurgedBlobs(removed, IsComplete: false);
                }
            }
        }

        await _place.WriteAsync(time.GetUtcNow(), "", cancellation);
        return new PurgedBlobs(removed, IsComplete: true);
    }

    /// <summary>Returns when a purge last completed; null when none has, or the next one is in progress.</summary>
    public async Task<DateTimeOffset?> FindCompletionAsync(CancellationToken cancellation) => (await _place.FindAsync(cancellation)).CompletedAt;

    static bool IsAhead(string prefix, string after) => string.CompareOrdinal(prefix, after) > 0 || after.StartsWith(prefix, StringComparison.Ordinal);

    async Task<int> RemoveAsync(string[] names, CancellationToken cancellation)
    {
        var removed = 0;
        await Parallel.ForEachAsync(
            names,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
            async (name, token) =>
            {
                if (await heartbeats.RemoveOldAsync(new BlobPath(BlobPaths.Jobs, name), token))
                {
                    Interlocked.Increment(ref removed);
                }
            });
        return removed;
    }
}
