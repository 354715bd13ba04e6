namespace Serverless.Domain.Searches.Reading;

/// <summary>Reads <c>/training</c>.</summary>
static class TrainingSection
{
    public static TrainingRecipe Read(JsonFields? fields)
    {
        var defaults = new TrainingRecipe();
        if (fields is null)
        {
            return defaults;
        }

        var training = new TrainingRecipe
        {
            Epochs = fields.Whole("epochs", 1, 1_000, defaults.Epochs),
            BatchSize = fields.Whole("batchSize", 1, 4_096, defaults.BatchSize),
            LearningRate = fields.Number("learningRate", " greater than 0 and at most 10", rate => rate is > 0 and <= 10)
                ?? defaults.LearningRate,
            Momentum = fields.Number("momentum", " from 0 to below 1", momentum => momentum is >= 0 and < 1) ?? defaults.Momentum,
            WeightDecay = fields.Number("weightDecay", " from 0 to 1", decay => decay is >= 0 and <= 1) ?? defaults.WeightDecay,
        };
        fields.ReportUnknown();
        return training;
    }
}
