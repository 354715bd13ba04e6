using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Algorithms;
using Serverless.Core;

namespace Serverless.Learning.Training;

/// <summary>
/// Builds the metadata of an exported network: where it came from. It holds no time and no machine, so equal trainings give equal files.
/// </summary>
static class ModelMetadata
{
    /// <summary>Returns what was trained, on which dataset and how, and the network's inputs and outputs.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(TrainingTask task, string trainedArchitecture, ResidentDataset dataset)
    {
        yield return new("space", task.Space.Name);
        yield return new("channels", task.Space.Channels.ToString(CultureInfo.InvariantCulture));
        yield return new("cellsPerStage", task.Space.CellsPerStage.ToString(CultureInfo.InvariantCulture));
        yield return new("architecture", trainedArchitecture);
        yield return new("candidate", task.Candidate.Value);
        yield return new("dataset", task.Dataset.Name);
        yield return new("inputShape", FormattableString.Invariant($"N,{dataset.Shape.Channels},{dataset.Shape.Height},{dataset.Shape.Width}"));
        yield return new("classes", dataset.Shape.Classes.ToString(CultureInfo.InvariantCulture));
        if (dataset.ClassNames is { } names)
        {
            yield return new("classNames", new JsonArray([.. names.Select(name => JsonValue.Create(name))]).ToJsonString());
        }

        yield return new("normalisation", dataset.Normalisation.Text);
        yield return new("mean", Numbers(dataset.Normalisation.Mean));
        yield return new("standardDeviation", Numbers(dataset.Normalisation.Deviation));
        if (task.Dataset.Source is { } source)
        {
            yield return new("datasetSha256", string.Join(' ', source.Training.Select(file => file.Sha256)));
        }

        yield return new("recipe", JsonSerializer.Serialize(task.Recipe with { Rungs = null, Seeds = null }, CoreJson.Default.TrainingRecipe));
        if (task.Until is { } epoch && epoch < task.Recipe.Epochs)
        {
            yield return new("stoppedAfterEpochs", epoch.ToString(CultureInfo.InvariantCulture));
        }

        yield return new("seed", task.Seed.ToString(CultureInfo.InvariantCulture));
        if (task.Parent is { } parent)
        {
            yield return new("inheritedFrom", parent.Architecture);
            yield return new("inheritance", parent.Kind == InheritanceKind.Grow ? "grow" : "cut");
        }

        yield return new("producedBy", "Serverless.Learning");
    }

    /// <summary>Returns the network's accuracy on the validation images and its training loss, both at its last epoch.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(double accuracyPercent, double loss) =>
    [
        new("accuracy", accuracyPercent.ToString("R", CultureInfo.InvariantCulture)),
        new("finalLoss", loss.ToString("R", CultureInfo.InvariantCulture)),
    ];

    /// <summary>Formats the value of each channel at full precision.</summary>
    static string Numbers(IEnumerable<float> values) => string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
}
