using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Recipes;

/// <summary>Puts what is searched of the learning rate's schedule into a recipe, one field after the other.</summary>
static class SearchedSchedule
{
    /// <summary>The schedule of that name, with the warm-up and, if it is a cosine, the restarts of the request's own, which is a cosine.</summary>
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

    /// <summary>The same schedule after so many epochs of warm-up.</summary>
    public static TrainingRecipe Warmed(TrainingRecipe recipe, ChoiceValue epochs) =>
        recipe with { Schedule = Of(recipe) with { WarmUpEpochs = (int)SearchedField.NumberOf(epochs) } };

    /// <summary>The same schedule, lowered every so many epochs.</summary>
    public static TrainingRecipe Lowered(TrainingRecipe recipe, ChoiceValue every) =>
        recipe with { Schedule = Of(recipe) with { Milestones = ScheduleSection.Every((int)SearchedField.NumberOf(every), recipe.Epochs) } };

    /// <summary>The same schedule, lowered by that factor.</summary>
    public static TrainingRecipe Multiplied(TrainingRecipe recipe, ChoiceValue factor) =>
        recipe with { Schedule = Of(recipe) with { Factor = SearchedField.NumberOf(factor) } };

    /// <summary>The recipe as a request has it that says the same: what lies behind the training's end is left out, and what is done when nothing is said is not told.</summary>
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
