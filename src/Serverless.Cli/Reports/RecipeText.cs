using System.Globalization;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;

namespace Serverless.Cli.Reports;

/// <summary>Describes a training recipe in one sentence.</summary>
public static class RecipeText
{
    public static string Of(TrainingRecipe recipe) => string.Join(", ", Parts(recipe));

    static IEnumerable<string> Parts(TrainingRecipe recipe)
    {
        yield return recipe.Epochs == 1 ? "1 epoch" : Invariant($"{recipe.Epochs} epochs");
        yield return Invariant($"{recipe.BatchSize} images a step");
        yield return Invariant($"learning rate {recipe.LearningRate} {Schedule(recipe.Schedule)}");
        yield return recipe.Optimiser switch
        {
            { Name: OptimiserKind.Adam } => "Adam",
            { Name: OptimiserKind.AdamW } => "AdamW",
            { Nesterov: true } => Invariant($"Nesterov momentum {recipe.Momentum}"),
            _ => Invariant($"momentum {recipe.Momentum}"),
        };
        yield return Invariant($"weight decay {recipe.WeightDecay}");
        foreach (var part in Additions(recipe))
        {
            yield return part;
        }
    }

    static IEnumerable<string> Additions(TrainingRecipe recipe)
    {
        if (recipe.Augmentation is { } augmentation)
        {
            string[] changes =
            [
                .. augmentation.CropPadding > 0 ? [Invariant($"cropped out of {augmentation.CropPadding} pixels of border")] : Array.Empty<string>(),
                .. augmentation.HorizontalFlip ? ["mirrored"] : Array.Empty<string>(),
                .. augmentation.Cutout > 0 ? [Invariant($"with {augmentation.Cutout} pixels square cut out")] : Array.Empty<string>(),
            ];
            yield return $"images {string.Join(" and ", changes)} at random";
        }

        if (recipe.LabelSmoothing is { } share)
        {
            yield return Invariant($"labels smoothed by {share}");
        }

        if (recipe.ClassWeights is { } weights)
        {
            yield return weights.Values is { } values ? Invariant($"classes weighted {string.Join(" : ", values.Select(value => Invariant($"{value:0.###}")))}") : "classes balanced";
        }

        if (recipe.GradientClipNorm is { } norm)
        {
            yield return Invariant($"gradients clipped to norm {norm}");
        }

        if (recipe.Precision == TrainingPrecision.BrainFloat)
        {
            yield return "bf16";
        }

        if (recipe.Seeds is { } seeds)
        {
            yield return seeds.Count == 1 ? Invariant($"seed {seeds[0]}") : $"mean of seeds {string.Join(", ", seeds)}";
        }
    }

    static string Schedule(ScheduleSpecification? schedule)
    {
        var course = schedule switch
        {
            { Name: ScheduleKind.Constant } => "throughout",
            { Name: ScheduleKind.Step } => Invariant($"times {schedule.Factor} after epochs {string.Join(", ", schedule.Milestones ?? [])}"),
            _ => "falling to 0",
        };
        return schedule is { WarmUpEpochs: > 0 and var epochs } ? Invariant($"rising for {epochs}, then {course}") : course;
    }

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
