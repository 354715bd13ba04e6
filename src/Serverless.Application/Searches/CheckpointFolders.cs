using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>The folders of checkpoints that a search needs, with the slash that ends them: of a recipe, or of all recipes of a dataset.</summary>
static class CheckpointFolders
{
    // A hash, which recipes are named by, is no such name.
    const string AllRecipes = "all/";

    /// <summary>Those of a search.</summary>
    /// <remarks>
    /// The recipe of a dataset of one's own is that of the files that workers found, which the request may not tell; each fold and each candidate of a searched recipe has its
    /// own. Of any other, workers train with one seed at a time, and keep checkpoints for any training with it.
    /// </remarks>
    public static IReadOnlyList<string> Of(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Dataset.Source is not null || request.Dataset.Folds is not null || request.Space.Recipe is not null || request.Algorithm.HandsWeightsOn
            ? [FolderOf(request) + AllRecipes]
            :
            [
                FolderOf(request, request.Training with { Seeds = null }),
                .. request.Supernet is { } supernet ? [FolderOf(request, supernet.RecipeOf(request.Training))] : (string[])[],
            ];
    }

    /// <summary>What stands for all recipes of the dataset of one of them.</summary>
    public static string OfAllRecipes(string recipe) => recipe[..(recipe.TrimEnd('/').LastIndexOf('/') + 1)] + AllRecipes;

    static string FolderOf(SearchRequest request) => $"{request.Space.Name}/{request.Dataset.Name}/";

    static string FolderOf(SearchRequest request, TrainingRecipe recipe) => $"{FolderOf(request)}{RecipeHash.Of(request with { Training = recipe })}/";
}
