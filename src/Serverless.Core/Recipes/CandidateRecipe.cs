using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Spaces.Recipes;

namespace Serverless.Core.Recipes;

/// <summary>Computes the recipe of one candidate: the request's recipe, with the candidate's own choices.</summary>
public static class CandidateRecipe
{
    /// <param name="space">The candidate's space.</param>
    /// <param name="architecture">The candidate.</param>
    /// <param name="training">The request's recipe.</param>
    /// <returns>The recipe; the request's own if no recipe is searched.</returns>
    public static TrainingRecipe Of(SearchSpace space, Architecture architecture, TrainingRecipe training)
    {
        ArgumentNullException.ThrowIfNull(training);
        if (space is not JointSpace joint)
        {
            return training;
        }

        var choices = joint.RecipeOf(architecture).ToDictionary(choice => choice.Key, choice => choice.Value);
        var recipe = SearchedField.All.Where(field => choices.ContainsKey(field.Name)).Aggregate(training, (made, field) => field.Set(made, choices[field.Name]));
        if (recipe.Optimiser is { Name: not OptimiserKind.Sgd })
        {
            recipe = recipe with { Momentum = 0 };
        }

        if (choices.ContainsKey(SearchedField.Epochs) || joint.Recipe.Keys.Any(IsOfSchedule))
        {
            recipe = SearchedSchedule.Settle(recipe);
        }

        // If the rate is searched for other optimisers only, this one has the default rate.
        return joint.Recipe.ContainsKey(SearchedField.LearningRate) && !choices.ContainsKey(SearchedField.LearningRate)
            ? recipe with { LearningRate = SearchedField.DefaultLearningRate(recipe) }
            : recipe;
    }

    static bool IsOfSchedule(string field) => SearchedField.Find(field)?.Section == SearchedField.Schedule;

    /// <param name="specification">The candidate's space.</param>
    /// <param name="notation">The candidate.</param>
    /// <param name="training">The request's recipe.</param>
    /// <exception cref="FormatException">The text is not an architecture of the space.</exception>
    public static TrainingRecipe Of(SpaceSpecification specification, string notation, TrainingRecipe training)
    {
        ArgumentNullException.ThrowIfNull(specification);
        if (specification.Recipe is null || SearchSpaces.Of(specification) is not { } space)
        {
            return training;
        }

        return space.TryParse(notation, out var architecture, out var error)
            ? Of(space, architecture, training)
            : throw new FormatException($"'{notation}' is not an architecture of {space.Name}: {error}");
    }
}
