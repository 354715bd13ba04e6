using Serverless.Algorithms;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Fidelities;

/// <summary>The epochs of candidates where weights are handed on: those whose units were cut learn from their parents, for fewer. Pure.</summary>
public static class CutEpochs
{
    /// <summary>Whether candidates of a search differ in their epochs for it.</summary>
    public static bool AreOf(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.IsTrained && request.Algorithm.HandsWeightsOn && request.Training.Rungs is null;
    }

    /// <summary>The epochs of one training of a candidate, at least one.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="inherits">Whose weights it begins with; null: nobody's.</param>
    /// <param name="epochs">Of one that begins with random weights.</param>
    public static int Of(SearchRequest request, WeightInheritance? inherits, int epochs)
    {
        ArgumentNullException.ThrowIfNull(request);
        return inherits is { Kind: InheritanceKind.Cut } && AreOf(request)
            ? Math.Max(1, (int)Math.Round((double)epochs / request.Algorithm.Completed().ReductionFactor!.Value))
            : epochs;
    }

    /// <summary>The recipe of one training of a candidate: with fewer epochs what its schedule has of them is as much fewer.</summary>
    /// <param name="request">The search's.</param>
    /// <param name="inherits">Whose weights it begins with; null: nobody's.</param>
    /// <param name="recipe">Of one that begins with random weights.</param>
    public static TrainingRecipe RecipeOf(SearchRequest request, WeightInheritance? inherits, TrainingRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var epochs = Of(request, inherits, recipe.Epochs);
        return epochs == recipe.Epochs
            ? recipe
            : SearchedSchedule.Settle(recipe with { Epochs = epochs, Schedule = recipe.Schedule?.Shortened(recipe.Epochs, epochs) });
    }
}
