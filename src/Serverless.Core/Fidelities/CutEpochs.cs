using Serverless.Algorithms;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Fidelities;

/// <summary>
/// Computes the epochs of candidates whose weights are inherited: those that were cut from a parent learn from it, for fewer epochs. Pure.
/// </summary>
public static class CutEpochs
{
    /// <summary>Returns whether candidates of a search differ in their epochs because they inherit weights.</summary>
    public static bool AreOf(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.IsTrained && request.Algorithm.HandsWeightsOn && request.Training.Rungs is null;
    }

    /// <summary>Returns the epochs of one training of a candidate, at least one.</summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="inherits">The inheritance of the initial weights; null when they are random.</param>
    /// <param name="epochs">The epochs of a training that begins with random weights.</param>
    public static int Of(SearchRequest request, WeightInheritance? inherits, int epochs)
    {
        ArgumentNullException.ThrowIfNull(request);
        return inherits is { Kind: InheritanceKind.Cut } && AreOf(request)
            ? Math.Max(1, (int)Math.Round((double)epochs / request.Algorithm.Completed().ReductionFactor!.Value))
            : epochs;
    }

    /// <summary>Returns the recipe of one training of a candidate; with fewer epochs, its schedule is shortened in proportion.</summary>
    /// <param name="request">The request of the search.</param>
    /// <param name="inherits">The inheritance of the initial weights; null when they are random.</param>
    /// <param name="recipe">The recipe of a training that begins with random weights.</param>
    public static TrainingRecipe RecipeOf(SearchRequest request, WeightInheritance? inherits, TrainingRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var epochs = Of(request, inherits, recipe.Epochs);
        return epochs == recipe.Epochs
            ? recipe
            : SearchedSchedule.Settle(recipe with { Epochs = epochs, Schedule = recipe.Schedule?.Shortened(recipe.Epochs, epochs) });
    }
}
