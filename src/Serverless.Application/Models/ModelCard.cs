using System.Globalization;
using System.Text;
using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Fronts;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;

namespace Serverless.Application.Models;

/// <summary>
/// Writes the model card of a trained network in Markdown: what the network is, its input and output, how it was trained and how well it did.
/// </summary>
public static class ModelCard
{
    /// <param name="searchId">The search.</param>
    /// <param name="request">The request of the search.</param>
    /// <param name="member">The candidate.</param>
    public static string Write(string searchId, SearchRequest request, FrontMember member)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(member);
        var card = new StringBuilder();
        Line($"# {member.Candidate}");
        Line($"");
        Line($"A classifier of {(request.Dataset.Shape is { Height: 1, Width: 1 } ? "vectors" : "images")} that search `{searchId}` found in the space `{request.Space.Name}`.");
        Line($"");
        Line($"- Architecture: `{member.Architecture}`");
        Line(request.Space.Definition is { } definition
            ? (FormattableString)$"- Space: defined in the request, definition {definition.ContentHash}"
            : $"- Size: {request.Space.Channels} channels, {request.Space.CellsPerStage} cells a stage");
        if (request.Dataset.Shape is { } shape)
        {
            Line($"- Input `input`: float32, N × {shape.Channels} × {shape.Height} × {shape.Width}, normalised by `mean` and `standardDeviation` of the file's metadata");
            Line($"- Output `logits`: float32, N × {shape.Classes}; the index of the largest is the class, from 0");
        }

        Line($"- Dataset: `{request.Dataset.Name}`, {request.Dataset.TrainingImages} training and {request.Dataset.ValidationImages} validation images, split seed {request.Dataset.SplitSeed}");
        Line($"- Seed: {request.EvaluationSeed}. The weights are those after the last epoch{(request.TrainingsPerCandidate is > 1 and var trainings ? $", of the first of {trainings} trainings; accuracies below are means over all" : "")}.");
        Line($"");
        Line($"| metric | value |");
        Line($"|---|---|");
        foreach (var (name, value) in member.Objectives.Concat(member.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal)))
        {
            Line($"| {name} | {value:G6} |");
        }

        Line($"");
        Line($"`accuracy` is on the validation images, which the search selected by; `testAccuracy` is on images that were used for neither training nor selection.");
        Line($"");
        Line($"```json");
        Line($"{JsonSerializer.Serialize(CandidateRecipe.Of(request.Space, member.Architecture, request.Training), CoreJson.Default.TrainingRecipe)}");
        Line($"```");
        return card.ToString();

        void Line(FormattableString text) => card.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }
}
