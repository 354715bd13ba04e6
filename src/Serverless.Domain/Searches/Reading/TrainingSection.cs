using Serverless.Domain.Rungs;

namespace Serverless.Domain.Searches.Reading;

/// <summary>Reads <c>/training</c>.</summary>
static class TrainingSection
{
    /// <param name="fields">The section's; null when it was left out.</param>
    /// <param name="images">The training images there are; 0 when that is not known.</param>
    public static TrainingRecipe Read(JsonFields? fields, int images)
    {
        var defaults = new TrainingRecipe();
        if (fields is null)
        {
            return defaults;
        }

        var training = new TrainingRecipe
        {
            Epochs = fields.Whole("epochs", 1, 1_000, defaults.Epochs),
            ImagesPerEpoch = fields.OptionalWhole("imagesPerEpoch", 1, images > 0 ? images : int.MaxValue),
            BatchSize = fields.Whole("batchSize", 1, 4_096, defaults.BatchSize),
            LearningRate = fields.Number("learningRate", " greater than 0 and at most 10", rate => rate is > 0 and <= 10)
                ?? defaults.LearningRate,
            Momentum = fields.Number("momentum", " from 0 to below 1", momentum => momentum is >= 0 and < 1) ?? defaults.Momentum,
            WeightDecay = fields.Number("weightDecay", " from 0 to 1", decay => decay is >= 0 and <= 1) ?? defaults.WeightDecay,
        };
        training = training with { Rungs = ReadRungs(fields, training.Epochs) };
        fields.ReportUnknown();
        return training;
    }

    static IReadOnlyList<int>? ReadRungs(JsonFields fields, int epochs)
    {
        if (!fields.Has("rungs"))
        {
            return null;
        }

        var rungs = fields.Wholes("rungs", 1, 1_000);
        if (rungs is null || RungLadder.IsLadder(rungs, epochs))
        {
            return rungs;
        }

        fields.Fault(
            "rungs",
            $"[{string.Join(", ", rungs)}] does not ascend, epoch by epoch, to all {epochs}; for example {RungsExample(epochs)}. Leave it out to train every candidate to the end.");
        return null;
    }

    static string RungsExample(int epochs) => epochs >= 9 ? $"[{epochs / 9}, {epochs / 3}, {epochs}]" : epochs > 1 ? $"[1, {epochs}]" : "[1]";
}
