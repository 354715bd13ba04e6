using System.Globalization;
using System.Text;
using Serverless.Application.Storage;

namespace Serverless.Application.Searches;

/// <summary>Removes the checkpoints of trainings that no search can go on with any more.</summary>
/// <remarks>
/// A checkpoint is needed as long as any search of its recipe has not ended: only those promote. What trainings found stays in the
/// evaluation cache; a later search that trains a candidate farther than that begins it again. Recipes that are needed are passed over
/// without a look at their checkpoints. Whatever stops a purge, the next goes on where it was.
/// </remarks>
public sealed class CheckpointPurge(SearchDocuments searches, UnendedSearches unended, IDocumentStore store, TimeProvider time)
{
    const int RecipeDepth = 3;
    const int BatchSize = 256;
    const int AtOnce = 16;

    /// <summary>Goes on with the purge, or begins it.</summary>
    /// <param name="limit">The time after which the rest is left for later; one batch of checkpoints is looked at in any case.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public async Task<PurgedCheckpoints> RunAsync(TimeSpan limit, CancellationToken cancellation)
    {
        var begin = time.GetTimestamp();
        var removed = 0;
        var (_, after) = await FindPlaceAsync(cancellation);
        NeededCheckpoints? needed = null;
        foreach (var folder in await FoldersAsync(after, cancellation))
        {
            if (needed is null)
            {
                needed = new NeededCheckpoints(searches, unended);
                await needed.RefreshAsync(cancellation);
            }

            if (needed.Contains(folder))
            {
                continue;
            }

            var names = store.ListAsync(BlobPaths.Checkpoints, folder, after, cancellation);
            await foreach (var batch in names.Chunk(BatchSize).WithCancellation(cancellation))
            {
                removed += await RemoveAsync(folder, batch, needed, cancellation);
                if (time.GetElapsedTime(begin) >= limit)
                {
                    await WritePlaceAsync(null, batch[^1], cancellation);
                    return new PurgedCheckpoints(removed, IsComplete: false);
                }

                if (needed.Contains(folder))
                {
                    break;
                }
            }
        }

        await WritePlaceAsync(time.GetUtcNow(), "", cancellation);
        return new PurgedCheckpoints(removed, IsComplete: true);
    }

    /// <summary>When a purge last came to its end; null when none has, or the next is under way.</summary>
    public async Task<DateTimeOffset?> FindCompletionAsync(CancellationToken cancellation) => (await FindPlaceAsync(cancellation)).CompletedAt;

    // Versions first, then who needs them: what a search that begins meanwhile writes over is another version, and stays.
    async Task<int> RemoveAsync(string folder, string[] names, NeededCheckpoints needed, CancellationToken cancellation)
    {
        var versions = new string?[names.Length];
        await ForEachAsync(names.Length, FindOneAsync, cancellation);
        await needed.RefreshAsync(cancellation);
        if (needed.Contains(folder))
        {
            return 0;
        }

        var removed = 0;
        await ForEachAsync(names.Length, RemoveOneAsync, cancellation);
        return removed;

        async Task FindOneAsync(int place, CancellationToken token) =>
            versions[place] = await store.FindVersionAsync(new(BlobPaths.Checkpoints, names[place]), token);

        async Task RemoveOneAsync(int place, CancellationToken token)
        {
            if (versions[place] is { } version && await store.TryDeleteAsync(new(BlobPaths.Checkpoints, names[place]), version, token))
            {
                Interlocked.Increment(ref removed);
            }
        }
    }

    static Task ForEachAsync(int count, Func<int, CancellationToken, Task> act, CancellationToken cancellation) => Parallel.ForEachAsync(
        Enumerable.Range(0, count),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation },
        async (place, token) => await act(place, token));

    /// <summary>The folders of recipes from that of a checkpoint on, in the order of names: with the slash that ends them.</summary>
    async Task<List<string>> FoldersAsync(string after, CancellationToken cancellation)
    {
        List<string> folders = [""];
        for (var depth = 0; depth < RecipeDepth; depth++)
        {
            var below = new List<string>();
            foreach (var prefix in folders)
            {
                await foreach (var name in store.ListFoldersAsync(BlobPaths.Checkpoints, prefix, cancellation))
                {
                    below.Add($"{prefix}{name}/");
                }
            }

            folders = below;
        }

        return [.. folders
            .Where(folder => string.CompareOrdinal(folder, after) > 0 || after.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
    }

    // Two lines: when it was complete, or nothing; the checkpoint that was looked at last, or nothing. Anything else is the beginning.
    async Task<(DateTimeOffset? CompletedAt, string After)> FindPlaceAsync(CancellationToken cancellation)
    {
        var content = await store.FindBytesAsync(BlobPaths.CheckpointPurge, cancellation);
        return content is not null && Encoding.UTF8.GetString(content.Value).Split('\n') is [var completedAt, var after]
            ? (DateTimeOffset.TryParseExact(completedAt, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null, after)
            : (null, "");
    }

    // Two purges at a time do the same work; either place will do.
    async Task WritePlaceAsync(DateTimeOffset? completedAt, string after, CancellationToken cancellation) => await store.TryWriteBytesAsync(
        BlobPaths.CheckpointPurge,
        Encoding.UTF8.GetBytes(FormattableString.Invariant($"{completedAt:O}\n{after}")),
        await store.FindVersionAsync(BlobPaths.CheckpointPurge, cancellation),
        cancellation);
}

/// <summary>What a run of the purge came to.</summary>
/// <param name="Count">How many checkpoints it removed.</param>
/// <param name="IsComplete">Whether it came to its end.</param>
public sealed record PurgedCheckpoints(int Count, bool IsComplete);
