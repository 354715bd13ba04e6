using System.Runtime.CompilerServices;
using Serverless.Application.Storage;

namespace Serverless.Application.Searches;

/// <summary>Removes the checkpoints of trainings that no search can continue.</summary>
/// <remarks>
/// A checkpoint is needed as long as any search with its recipe has not ended, since only such searches promote candidates. The results of
/// trainings stay in the evaluation cache; a later search that trains a candidate further begins the training again. The checkpoints of
/// needed recipes are not read. Nothing is listed as a whole: a run goes from recipe to recipe and checks which searches need it. A purge
/// that was interrupted is continued by the next run.
/// </remarks>
public sealed class CheckpointPurge(UnendedSearches unended, IDocumentStore store, TimeProvider time)
{
    const int RecipeDepth = 3;
    const int BatchSize = 256;
    const int AtOnce = 16;

    readonly PurgePlace _place = new(store, BlobPaths.CheckpointPurge);

    /// <summary>Continues the purge, or begins it.</summary>
    /// <param name="limit">
    /// The time after which the rest is left for later; at least one batch of checkpoints, or of needed recipes, is processed.
    /// </param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async Task<PurgedBlobs> RunAsync(TimeSpan limit, CancellationToken cancellation)
    {
        var begin = time.GetTimestamp();
        var (removed, passed) = (0, 0);
        var (_, after) = await _place.FindAsync(cancellation);
        await foreach (var folder in RecipesAsync("", depth: 0, after, cancellation))
        {
            if (await unended.NeedAsync(folder, cancellation))
            {
                if (++passed % BatchSize == 0 && time.GetElapsedTime(begin) >= limit)
                {
                    await _place.WriteAsync(null, folder, cancellation);
                    return new PurgedBlobs(removed, IsComplete: false);
                }

                continue;
            }

            var names = store.ListAsync(BlobPaths.Checkpoints, folder, after, cancellation);
            await foreach (var batch in names.Chunk(BatchSize).WithCancellation(cancellation))
            {
                var (count, isNeeded) = await RemoveAsync(folder, batch, cancellation);
                removed += count;
                if (time.GetElapsedTime(begin) >= limit)
                {
                    await _place.WriteAsync(null, batch[^1], cancellation);
                    return new PurgedBlobs(removed, IsComplete: false);
                }

                if (isNeeded)
                {
                    break;
                }
            }
        }

        await _place.WriteAsync(time.GetUtcNow(), "", cancellation);
        return new PurgedBlobs(removed, IsComplete: true);
    }

    /// <summary>Returns when a purge last completed; null when none has, or the next one is in progress.</summary>
    public async Task<DateTimeOffset?> FindCompletionAsync(CancellationToken cancellation) => (await _place.FindAsync(cancellation)).CompletedAt;

    // Versions are read before the searches that need them: a checkpoint that a search overwrites in between has another version, and stays.
    async Task<(int Removed, bool IsNeeded)> RemoveAsync(string folder, string[] names, CancellationToken cancellation)
    {
        var versions = new string?[names.Length];
        await ForEachAsync(names.Length, FindOneAsync, cancellation);
        if (await unended.NeedAsync(folder, cancellation))
        {
            return (0, true);
        }

        var removed = 0;
        await ForEachAsync(names.Length, RemoveOneAsync, cancellation);
        return (removed, false);

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

    /// <summary>
    /// Lists the recipe folders after a place, each with a trailing slash, in the order of names; each level is listed when it is reached.
    /// </summary>
    /// <param name="prefix">The folder to list.</param>
    /// <param name="depth">The number of slashes in the prefix.</param>
    /// <param name="after">A checkpoint whose recipe is not completed yet, or a recipe that is.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    async IAsyncEnumerable<string> RecipesAsync(string prefix, int depth, string after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (depth == RecipeDepth)
        {
            if (prefix != after)
            {
                yield return prefix;
            }

            yield break;
        }

        var below = await store.ListFoldersAsync(BlobPaths.Checkpoints, prefix, cancellation).Select(name => $"{prefix}{name}/").ToListAsync(cancellation);
        foreach (var folder in below.Order(StringComparer.Ordinal).Where(folder => string.CompareOrdinal(folder, after) > 0 || after.StartsWith(folder, StringComparison.Ordinal)))
        {
            await foreach (var recipe in RecipesAsync(folder, depth + 1, after, cancellation))
            {
                yield return recipe;
            }
        }
    }
}
