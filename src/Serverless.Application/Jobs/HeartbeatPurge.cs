using Serverless.Application.Storage;

namespace Serverless.Application.Jobs;

/// <summary>Removes the heartbeats of workers that have been gone for long: workers that start for a few jobs each leave one.</summary>
/// <remarks>Their names are hashes, which are gone through digit by digit, so that no run lists them all. Whatever stops a purge, the next goes on where it was.</remarks>
public sealed class HeartbeatPurge(WorkerHeartbeats heartbeats, IDocumentStore store, TimeProvider time)
{
    const int BatchSize = 256;
    const int AtOnce = 16;

    readonly PurgePlace _place = new(store, BlobPaths.HeartbeatPurge);

    /// <summary>Goes on with the purge, or begins it.</summary>
    /// <param name="limit">The time after which the rest is left for later; one batch is looked at in any case.</param>
    /// <param name="cancellation">Ends the waiting.</param>
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

    /// <summary>When a purge last came to its end; null when none has, or the next is under way.</summary>
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
