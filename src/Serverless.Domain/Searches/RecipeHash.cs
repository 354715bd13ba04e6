using System.Security.Cryptography;
using System.Text.Json;
using Serverless.Domain.Spaces;

namespace Serverless.Domain.Searches;

/// <summary>Names everything but the architecture and the seed that shapes a trained network; part of the evaluation cache's key.</summary>
public static class RecipeHash
{
    const int HashDigits = 16;

    /// <summary>16 hexadecimal digits of the SHA-256 of skeleton, dataset split and training recipe.</summary>
    /// <remarks>Of the written fields only: a field that is added to a contract joins the hash only by being added here too.</remarks>
    public static string Of(SearchRequest request) => Of(request.Space, request.Dataset, request.Training, request.Table);

    /// <summary>The same, of its parts. Rungs only say where a training may stop, so they do not count: what a search of
    /// other rungs trained as far is the same.</summary>
    /// <param name="space">The skeleton.</param>
    /// <param name="dataset">The split.</param>
    /// <param name="training">The recipe.</param>
    /// <param name="table">The table that is looked up in instead; null when candidates are trained.</param>
    public static string Of(SpaceSpecification space, DatasetSpecification dataset, TrainingRecipe training, string? table = null)
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

            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(content.ToArray()))[..HashDigits];
    }
}
