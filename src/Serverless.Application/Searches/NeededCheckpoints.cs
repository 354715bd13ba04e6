using Serverless.Application.Storage;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>The folders of checkpoints that searches need which have not ended: of a recipe, or of a whole dataset.</summary>
/// <remarks>Each search is looked at once; one that ends meanwhile counts until this is made again.</remarks>
sealed class NeededCheckpoints(SearchDocuments searches, UnendedSearches unended)
{
    readonly Dictionary<string, IReadOnlyList<string>> _folders = new(StringComparer.Ordinal);
    HashSet<string> _needed = [];

    /// <summary>Whether any search that had not ended at the last <see cref="RefreshAsync"/> needs a recipe's folder: <c>space/dataset/recipe/</c>.</summary>
    public bool Contains(string folder) => _needed.Contains(folder) || _needed.Contains(folder[..(folder.TrimEnd('/').LastIndexOf('/') + 1)]);

    /// <summary>Looks which searches have begun meanwhile.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await foreach (var id in unended.ListAsync(cancellation))
        {
            if (!_folders.ContainsKey(id) && !await unended.RemoveEndedAsync(id, cancellation) && await FindFoldersAsync(id, cancellation) is { Count: > 0 } folders)
            {
                _folders.Add(id, folders);
            }
        }

        _needed = _folders.Values.SelectMany(folders => folders).ToHashSet(StringComparer.Ordinal);
    }

    /// <returns>None for a search without a readable request, which can never go on.</returns>
    async Task<IReadOnlyList<string>> FindFoldersAsync(string searchId, CancellationToken cancellation)
    {
        try
        {
            var request = await searches.ReadRequestAsync(searchId, cancellation);

            // The recipe of a dataset of one's own is that of the files that workers found, which the request may not tell; each fold and
            // each candidate of a searched recipe has its own. Of any other, workers train with one seed at a time, and keep checkpoints for any training with it.
            return request.Dataset.Source is not null || request.Dataset.Folds is not null || request.Space.Recipe is not null
                ? [FolderOf(request)]
                :
                [
                    FolderOf(request, request.Training with { Seeds = null }),
                    .. request.Supernet is { } supernet ? [FolderOf(request, supernet.RecipeOf(request.Training))] : (string[])[],
                ];
        }
        catch (DocumentException)
        {
            return [];
        }
    }

    static string FolderOf(SearchRequest request) => $"{request.Space.Name}/{request.Dataset.Name}/";

    static string FolderOf(SearchRequest request, TrainingRecipe recipe) => $"{FolderOf(request)}{RecipeHash.Of(request with { Training = recipe })}/";
}
