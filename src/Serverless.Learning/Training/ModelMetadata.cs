using System.Globalization;
using System.Text.Json;
using Serverless.Core;
using Serverless.Learning.Datasets;

namespace Serverless.Learning.Training;

/// <summary>What an exported network says about where it came from. No time or machine: equal trainings give equal files.</summary>
static class ModelMetadata
{
    public static IEnumerable<KeyValuePair<string, string>> Of(TrainingTask task, string trainedArchitecture, Normalisation normalisation)
    {
        yield return new("space", task.Space.Name);
        yield return new("channels", task.Space.Channels.ToString(CultureInfo.InvariantCulture));
        yield return new("cellsPerStage", task.Space.CellsPerStage.ToString(CultureInfo.InvariantCulture));
        yield return new("architecture", trainedArchitecture);
        yield return new("candidate", task.Candidate.Value);
        yield return new("dataset", task.Dataset.Name);
        yield return new("normalisation", normalisation.Text);
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
        yield return new("producedBy", "Serverless.Learning");
    }
}
