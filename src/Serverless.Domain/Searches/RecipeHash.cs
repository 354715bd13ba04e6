using System.Security.Cryptography;
using System.Text.Json;

namespace Serverless.Domain.Searches;

/// <summary>Names everything but the architecture and the seed that shapes a trained network; part of the evaluation cache's key.</summary>
public static class RecipeHash
{
    const int HashDigits = 16;

    /// <summary>16 hexadecimal digits of the SHA-256 of skeleton, dataset split and training recipe.</summary>
    /// <remarks>Of the written fields only: a field that is added to a contract joins the hash only by being added here too.</remarks>
    public static string Of(SearchRequest request)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            json.WriteString("space", request.Space.Name);
            json.WriteNumber("channels", request.Space.Channels);
            json.WriteNumber("cellsPerStage", request.Space.CellsPerStage);
            json.WriteString("dataset", request.Dataset.Name);
            json.WriteNumber("trainingImages", request.Dataset.TrainingImages);
            json.WriteNumber("validationImages", request.Dataset.ValidationImages);
            json.WriteNumber("splitSeed", request.Dataset.SplitSeed);
            json.WriteNumber("epochs", request.Training.Epochs);
            json.WriteNumber("batchSize", request.Training.BatchSize);
            json.WriteNumber("learningRate", request.Training.LearningRate);
            json.WriteNumber("momentum", request.Training.Momentum);
            json.WriteNumber("weightDecay", request.Training.WeightDecay);
            if (request.Table is { } table)
            {
                json.WriteString("table", table);
            }

            json.WriteEndObject();
        }

        return Convert.ToHexStringLower(SHA256.HashData(content.ToArray()))[..HashDigits];
    }
}
