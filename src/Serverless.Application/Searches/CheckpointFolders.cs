using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Searches;

/// <summary>
/// Determines the checkpoint folders that a search needs, each with a trailing slash: the folder of a recipe, or that of all recipes of a
/// dataset.
/// </summary>
static class CheckpointFolders
{
    // Recipes are named by hashes, so no recipe has this name.
    const string AllRecipes = "all/";

    /// <summary>Returns the folders of a search.</summary>
    /// <remarks>
    /// All recipes are needed for a dataset of the user's own, whose recipe depends on the files that workers found; when each fold or each candidate
    /// of a searched recipe has a recipe of its own; and for algorithms that pass weights on, whose candidates can differ in their epochs. In all
    /// other cases workers train with one seed at a time, and keep checkpoints for any training with that seed. A search with a supernet also needs
    /// the folder of the recipe by which the supernet is trained.
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

    /// <summary>Returns the folder that stands for all recipes of the dataset of a given recipe folder.</summary>
    public static string OfAllRecipes(string recipe) => recipe[..(recipe.TrimEnd('/').LastIndexOf('/') + 1)] + AllRecipes;

    static string FolderOf(SearchRequest request) => $"{request.Space.Name}/{request.Dataset.Name}/";

    static string FolderOf(SearchRequest request, TrainingRecipe recipe) => $"{FolderOf(request)}{RecipeHash.Of(request with { Training = recipe })}/";
}
