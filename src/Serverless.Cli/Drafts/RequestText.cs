using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Budgets;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Cli.Drafts;

/// <summary>Writes a draft of a request as text, with comments above each section on its meaning, units and ranges.</summary>
static class RequestText
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>Writes the request without comments, as strict JSON.</summary>
    public static string Plain(JsonObject request) => request.ToJsonString(Readable);

    /// <summary>Writes the request with a comment for each section.</summary>
    /// <param name="request">The draft, as <see cref="RequestDraft"/> writes it.</param>
    /// <param name="choices">The choices for the draft.</param>
    public static string Commented(JsonObject request, DraftChoices choices)
    {
        var text = new StringBuilder("{\n");
        foreach (var (index, (name, value)) in request.Index())
        {
            foreach (var line in Comments(name, choices))
            {
                text.Append("  // ").Append(line).Append('\n');
            }

            // JSON strings contain no line breaks.
            text.Append("  ").Append(JsonSerializer.Serialize(name)).Append(": ")
                .Append((value?.ToJsonString(Readable) ?? "null").Replace("\n", "\n  ", StringComparison.Ordinal))
                .Append(index < request.Count - 1 ? ",\n" : "\n");
        }

        return text.Append('}').ToString();
    }

    static IEnumerable<string> Comments(string section, DraftChoices choices) => section switch
    {
        "name" => ["A label for people, 1 to 100 characters."],
        "space" => [$"The networks to search; {Size(choices.SearchSpace.Skeleton)} Wider networks take longer to train."],
        "dataset" when choices.Images is null =>
        [
            Invariant($"trainingImages, validationImages: the numbers of images to train and evaluate with, at most {DatasetDescription.FashionMnist.TrainingImages:N0} together."),
            "Images of your own: init --images FOLDER, or docs/datasets.md.",
        ],
        "dataset" => ["Your images, uploaded with dataset add. trainingImages, validationImages: the numbers of images to train and to evaluate with; height, width: in pixels."],
        "objectives" =>
        [
            "One to six metrics to optimise; goal is maximise or minimise. A threshold, in the metric's unit, is the value from which on a candidate counts as worthless.",
            .. choices.Objectives.Select(metric => $"  {metric.Name}{(metric.Unit.Length > 0 ? $" ({metric.Unit})" : "")}: {metric.Description}"),
            "Limits that every candidate must keep are constraints: docs/search-requests.md.",
        ],
        "algorithm" => ["The search algorithm; with auto the platform chooses it. Names and options: docs/algorithms.md."],
        "training" =>
        [
            Invariant($"How each candidate is trained. epochs: passes over the training images, 1 to 1,000; batchSize: images a step, 1 to 4,096 ({new TrainingRecipe().BatchSize})."),
            "Rungs that stop poor candidates early, optimiser, augmentation: docs/search-requests.md.",
        ],
        "budgets" =>
        [
            Invariant($"The budget that is used up first ends the search. trainings: candidates trained, 1 to {BudgetKind.Trainings.Most:N0}; epochs: of all trainings together;"),
            "wallClockSeconds: time since the start, at most a year. Other budgets: docs/budgets.md.",
        ],
        "seed" => ["A whole number: the same request with the same seed yields the same front."],
        _ => [],
    };

    static string Size(SkeletonRules rules) =>
        $"channels: feature maps after the stem, {rules.ChannelStep} to {rules.MostChannels}{(rules.ChannelStep > 1 ? $", a multiple of {rules.ChannelStep}" : "")}"
        + (rules.MostCells > 1 ? $"; cellsPerStage: the depth, 1 to {rules.MostCells} ({rules.Cells})." : ".");

    static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
