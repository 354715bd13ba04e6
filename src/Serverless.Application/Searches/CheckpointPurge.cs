using System.Runtime.CompilerServices;
using Serverless.Application.Storage;

namespace Serverless.Application.Searches;

/// <summary>Removes the checkpoints of trainings that no search can go on with any more.</summary>
/// <remarks>
/// A checkpoint is needed as long as any search of its recipe has not ended: only those promote. What trainings found stays in the
/// evaluation cache; a later search that trains a candidate farther than that begins it again. Recipes that are needed are passed over
/// without a look at their checkpoints. Nothing is listed as a whole: a run goes from recipe to recipe, and asks of each who needs it. Whatever stops a purge, the next
/// goes on where it was.
/// </remarks>
public sealed class CheckpointPurge(UnendedSearches unended, IDocumentStore store, TimeProvider time)
{
    const int RecipeDepth = 3;
    const int BatchSize = 256;
    const int AtOnce = 16;

    readonly PurgePlace _place = new(store, BlobPaths.CheckpointPurge);

    /// <summary>Goes on with the purge, or begins it.</summary>
    /// <param name="limit">The time after which the rest is left for later; one batch of checkpoints, or of recipes that are needed, is looked at in any case.</param>
    /// <param name="cancellation">Ends the waiting.</param>
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

    /// <summary>When a purge last came to its end; null when none has, or the next is under way.</summary>
    public async Task<DateTimeOffset?> FindCompletionAsync(CancellationToken cancellation) => (await _place.FindAsync(cancellation)).CompletedAt;

    // Versions first, then who needs them: what a search that begins meanwhile writes over is another version, and stays.
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

    /// <summary>The folders of recipes behind a place, with the slash that ends them, in the order of names: one level is listed when it is come to.</summary>
    /// <param name="prefix">What is looked below.</param>
    /// <param name="depth">Slashes in it.</param>
    /// <param name="after">A checkpoint, whose recipe is not done yet; or a recipe that is.</param>
    /// <param name="cancellation">Ends the listing.</param>
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
