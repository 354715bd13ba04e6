using System.Security.Cryptography;
using System.Text.Json;
using Serverless.Spaces;
using Serverless.Spaces.Recipes;

namespace Serverless.Core.Searches.Requests;

/// <summary>
/// Computes the hash of everything that shapes a trained network except its architecture and seed; part of the evaluation cache's key.
/// </summary>
public static class RecipeHash
{
    const int HashDigits = 16;

    /// <summary>Returns 16 hexadecimal digits of the SHA-256 of skeleton, dataset split and training recipe.</summary>
    /// <remarks>Only the fields written here are hashed: a field added to a contract is part of the hash only if it is added here too.</remarks>
    public static string Of(SearchRequest request) => Of(request.Space, request.Dataset, request.Training, request.Table, EvaluatorOf(request));

    /// <summary>
    /// Returns the hash of the given parts. Rungs only say where a training can stop, so they are not hashed: an evaluation of a search with other
    /// rungs that trained as far is the same.
    /// </summary>
    /// <param name="space">The skeleton.</param>
    /// <param name="dataset">The split.</param>
    /// <param name="training">The recipe.</param>
    /// <param name="table">The table in which candidates are looked up; null when they are trained.</param>
    /// <param name="evaluator">The user's program that evaluates candidates, and the metrics it reports; null when workers evaluate them.</param>
    /// <param name="inherits">The network from whose weights the training starts; null: none.</param>
    public static string Of(
        SpaceSpecification space, DatasetSpecification dataset, TrainingRecipe training, string? table = null, string? evaluator = null, string? inherits = null)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            json.WriteString("space", space.Name);
            json.WriteNumber("channels", space.Channels);
            json.WriteNumber("cellsPerStage", space.CellsPerStage);
            json.WriteString("dataset", dataset.Name);
            json.WriteNumber("trainingImages", dataset.TrainingImages);
            json.WriteNumber("validationImages", dataset.ValidationImages);
            json.WriteNumber("splitSeed", dataset.SplitSeed);
            json.WriteNumber("epochs", training.Epochs);
            json.WriteNumber("batchSize", training.BatchSize);
            json.WriteNumber("learningRate", training.LearningRate);
            json.WriteNumber("momentum", training.Momentum);
            json.WriteNumber("weightDecay", training.WeightDecay);
            if (training.ImagesPerEpoch is { } imagesPerEpoch)
            {
                json.WriteNumber("imagesPerEpoch", imagesPerEpoch);
            }

            if (table is not null)
            {
                json.WriteString("table", table);
            }

            Write(json, "evaluator", $"{evaluator}");
            Write(json, "inherits", $"{inherits}");
            Write(json, "definition", $"{space.Definition?.ContentHash}");
            Write(json, "input", $"{(dataset.Shape is null ? space.Input : null)}");
            Write(json, "source", $"{dataset.Source?.Identity}");
            Write(json, "folds", $"{dataset.Folds}");
            Write(json, "fold", $"{dataset.Fold}");
            Write(json, "searchedRecipe", $"{RecipeDimensions.TextOf(space.Recipe)}");
            Write(json, "bitWidths", $"{string.Join(',', space.BitWidths ?? [])}");
            WriteAdditions(json, training);
            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(content.ToArray()))[..HashDigits];
    }

    // The reported metrics are included because one search can require fewer than another.
    static string? EvaluatorOf(SearchRequest request) => request.IsExternal
        ? $"{request.Evaluator?.Name} {string.Join(',', ReportedMetrics.Of(request).Order(StringComparer.Ordinal))}"
        : null;

    // Each value is written only if it is set, so that the hashes of recipes without it do not change.
    static void WriteAdditions(Utf8JsonWriter json, TrainingRecipe training)
    {
        if (training.Optimiser is { } optimiser)
        {
            Write(json, "optimiser", $"{optimiser.Name} {optimiser.Nesterov} {optimiser.Beta1} {optimiser.Beta2} {optimiser.Epsilon}");
        }

        if (training.Schedule is { } schedule)
        {
            Write(json, "schedule", $"{schedule.Name} {schedule.WarmUpEpochs} {string.Join(',', schedule.Milestones ?? [])} {schedule.Factor}");
            Write(json, "restarts", $"{string.Join(',', schedule.Restarts ?? [])}");
        }

        if (training.Augmentation is { } augmentation)
        {
            Write(json, "augmentation", $"{augmentation.CropPadding} {augmentation.HorizontalFlip} {augmentation.Cutout}");
        }

        Write(json, "labelSmoothing", $"{training.LabelSmoothing}");
        if (training.ClassWeights is { } weights)
        {
            Write(json, "classWeights", $"{weights.Balanced} {string.Join(',', (weights.Values ?? []).Select(value => FormattableString.Invariant($"{value}")))}");
        }

        Write(json, "gradientClipNorm", $"{training.GradientClipNorm}");
        Write(json, "precision", $"{training.Precision}");

        // A single seed is already part of the evaluation's key.
        Write(json, "seeds", $"{(training.Seeds is { Count: > 1 } seeds ? string.Join(',', seeds) : null)}");
    }

    static void Write(Utf8JsonWriter json, string name, FormattableString value)
    {
        if (FormattableString.Invariant(value) is { Length: > 0 } text)
        {
            json.WriteString(name, text);
        }
    }
}
