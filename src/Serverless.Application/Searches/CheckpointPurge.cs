using Serverless.Application.Storage;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>Removes the checkpoints of trainings that no search can go on with any more.</summary>
/// <remarks>
/// A checkpoint is needed as long as any search of its recipe has not ended: only those promote. What trainings found stays in the
/// evaluation cache; a later search that trains a candidate farther than that begins it again.
/// </remarks>
public sealed class CheckpointPurge(SearchDocuments searches, IDocumentStore store)
{
    const int DatasetDepth = 2;
    const int RecipeDepth = 3;

    /// <returns>How many were removed.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var removed = 0;
        HashSet<string>? needed = null;
        await foreach (var name in store.ListAsync(BlobPaths.Checkpoints, "", null, cancellation))
        {
            // Looked up once there is one, and after it was there: a search that begins meanwhile finds it, or trains again.
            needed ??= await NeededAsync(cancellation);
            var path = new BlobPath(BlobPaths.Checkpoints, name);
            if (!needed.Contains(FolderOf(name, RecipeDepth)) && !needed.Contains(FolderOf(name, DatasetDepth)) && await store.FindVersionAsync(path, cancellation) is { } version
                && await store.TryDeleteAsync(path, version, cancellation))
            {
                removed++;
            }
        }

        return removed;
    }

    /// <summary>The folders of recipes, or of whole datasets, that searches have which have not ended.</summary>
    async Task<HashSet<string>> NeededAsync(CancellationToken cancellation)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var id in store.ListFoldersAsync(BlobPaths.Searches, cancellation))
        {
            if (SearchId.IsValid(id) && await FindUnendedAsync(id, cancellation) is { } request)
            {
                if (request.Dataset.Source is not null)
                {
                    // Its recipe is that of the files that workers found, which the request may not tell.
                    needed.Add($"{request.Space.Name}/{request.Dataset.Name}");
                    continue;
                }

                // Workers train with one seed at a time, and keep checkpoints for any training with it.
                var alone = request with { Training = request.Training with { Seeds = null } };
                needed.Add($"{request.Space.Name}/{request.Dataset.Name}/{RecipeHash.Of(alone)}");
            }
        }

        return needed;
    }

    /// <returns>Null for a search that has ended, and for one without a readable request, which can never go on.</returns>
    async Task<SearchRequest?> FindUnendedAsync(string searchId, CancellationToken cancellation)
    {
        try
        {
            if (await searches.FindStateAsync(searchId, cancellation) is { } state && SearchTransitions.IsFinal(state.State))
            {
                return null;
            }
        }
        catch (DocumentException)
        {
            // Its state is to be restored by somebody; until then it may go on.
        }

        try
        {
            return await searches.ReadRequestAsync(searchId, cancellation);
        }
        catch (DocumentException)
        {
            return null;
        }
    }

    /// <summary>The first parts of a checkpoint's name, which begins with space, dataset and recipe.</summary>
    static string FolderOf(string name, int depth) => string.Join('/', name.Split('/').Take(depth));
}
