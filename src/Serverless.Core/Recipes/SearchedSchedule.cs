using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Recipes;

/// <summary>Applies the searched fields of the learning rate schedule to a recipe, one after the other.</summary>
static class SearchedSchedule
{
    /// <summary>
    /// Returns a recipe with the named schedule and the warm-up of the schedule in the request, which is a cosine; a cosine also keeps the restarts.
    /// </summary>
    public static TrainingRecipe Named(TrainingRecipe recipe, ChoiceValue name)
    {
        var given = Of(recipe);
        return recipe with
        {
            Schedule = ScheduleSection.KindOf(name.Text) switch
            {
                ScheduleKind.Step => given with { Name = ScheduleKind.Step, Restarts = null, Milestones = [], Factor = ScheduleSection.UsualFactor },
                ScheduleKind.Constant => given with { Name = ScheduleKind.Constant, Restarts = null },
                _ => given,
            },
        };
    }

    /// <summary>Returns a recipe with the same schedule after the given number of warm-up epochs.</summary>
    public static TrainingRecipe Warmed(TrainingRecipe recipe, ChoiceValue epochs) =>
        recipe with { Schedule = Of(recipe) with { WarmUpEpochs = (int)SearchedField.NumberOf(epochs) } };

    /// <summary>Returns a recipe with the same schedule, lowered every given number of epochs.</summary>
    public static TrainingRecipe Lowered(TrainingRecipe recipe, ChoiceValue every) =>
        recipe with { Schedule = Of(recipe) with { Milestones = ScheduleSection.Every((int)SearchedField.NumberOf(every), recipe.Epochs) } };

    /// <summary>Returns a recipe with the same schedule, lowered by the given factor.</summary>
    public static TrainingRecipe Multiplied(TrainingRecipe recipe, ChoiceValue factor) =>
        recipe with { Schedule = Of(recipe) with { Factor = SearchedField.NumberOf(factor) } };

    /// <summary>
    /// Returns the recipe in its normal form: epochs after the end of the training and default values are left out, so that equal trainings have
    /// equal recipes.
    /// </summary>
    public static TrainingRecipe Settle(TrainingRecipe recipe)
    {
        var schedule = recipe.Schedule is { } given && given.WarmUpEpochs >= recipe.Epochs ? given with { WarmUpEpochs = recipe.Epochs - 1 } : recipe.Schedule;
        if (schedule is { Name: ScheduleKind.Step })
        {
            int[] milestones = [.. (schedule.Milestones ?? []).Where(milestone => milestone < recipe.Epochs)];
            schedule = milestones.Length > 0 ? schedule with { Milestones = milestones }
                : new ScheduleSpecification { Name = ScheduleKind.Constant, WarmUpEpochs = schedule.WarmUpEpochs };
        }

        return recipe with { Schedule = ScheduleSection.Unsaid(schedule) };
    }

    static ScheduleSpecification Of(TrainingRecipe recipe) => recipe.Schedule ?? new ScheduleSpecification { Name = ScheduleKind.Cosine };
}
