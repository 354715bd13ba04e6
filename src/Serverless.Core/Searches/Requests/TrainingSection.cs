using Serverless.Core.Fidelities;
using Serverless.Core.Recipes;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/training</c>.</summary>
static class TrainingSection
{
    public const int MostEpochs = 1_000;

    /// <summary>The maximum number of rungs.</summary>
    public const int MostRungs = 50;

    const int MostSeeds = 10;

    /// <param name="fields">The fields of the section; null when it was left out.</param>
    /// <param name="images">The number of training images available; 0 when it is not known.</param>
    /// <param name="shape">The shape of the images; null when it is not known.</param>
    /// <param name="epochs">The epochs to use when the request gives none; null for the default.</param>
    public static TrainingRecipe Read(JsonFields? fields, int images, ImageShape? shape, int? epochs = null)
    {
        var defaults = new TrainingRecipe();
        defaults = defaults with { Epochs = epochs ?? defaults.Epochs };
        if (fields is null)
        {
            return defaults;
        }

        var optimiser = OptimiserSection.Read(fields);
        var isSgd = optimiser?.Name is null or OptimiserKind.Sgd;
        var training = new TrainingRecipe
        {
            Epochs = fields.Whole("epochs", 1, MostEpochs, defaults.Epochs),
            ImagesPerEpoch = fields.OptionalWhole("imagesPerEpoch", 1, images > 0 ? images : int.MaxValue),
            BatchSize = fields.Whole("batchSize", 1, 4_096, defaults.BatchSize),
            LearningRate = fields.Number("learningRate", " greater than 0 and at most 10", rate => rate is > 0 and <= 10)
                ?? (isSgd ? defaults.LearningRate : OptimiserSection.AdamLearningRate),
            Momentum = isSgd
                ? fields.Number("momentum", " from 0 to below 1", momentum => momentum is >= 0 and < 1) ?? defaults.Momentum
                : fields.Number("momentum", " of 0 or omitted: adam and adamw have beta1 instead", momentum => momentum == 0) ?? 0,
            WeightDecay = fields.Number("weightDecay", " from 0 to 1", decay => decay is >= 0 and <= 1) ?? defaults.WeightDecay,
            Optimiser = optimiser,
            Augmentation = AugmentationSection.Read(fields.Object("augmentation"), shape),
            LabelSmoothing = NullIfZero(fields.Number("labelSmoothing", " from 0 to below 1", share => share is >= 0 and < 1)),
            ClassWeights = ClassWeightsSection.Read(fields.Object("classWeights"), shape),
            GradientClipNorm = fields.Number("gradientClipNorm", " greater than 0", norm => norm > 0),
            Precision = ReadPrecision(fields),
            Seeds = ReadSeeds(fields),
        };
        var rungs = ReadRungs(fields, training.Epochs);
        training = training with
        {
            Schedule = fields.Has("schedule")
                ? ScheduleSection.Read(fields.Object("schedule"), training.Epochs)
                : ScheduleSection.OfRungs(rungs, training.Epochs),
            Rungs = rungs,
        };
        if (optimiser is { Nesterov: true } && training.Momentum == 0)
        {
            fields.Fault("momentum", "Nesterov's variant needs momentum, so this must be greater than 0; 0.9 is usual.");
        }

        fields.ReportUnknown();
        return training;
    }

    static TrainingPrecision? ReadPrecision(JsonFields fields) =>
        fields.Has("precision") && fields.RequiredName("precision", "precision", ["fp32", "bf16"]) == "bf16" ? TrainingPrecision.BrainFloat : null;

    static IReadOnlyList<int>? ReadSeeds(JsonFields fields)
    {
        var seeds = fields.Has("seeds") ? fields.Wholes("seeds", 0, int.MaxValue) : null;
        if (seeds is null || (seeds.Count is > 0 and <= MostSeeds && seeds.Distinct().Count() == seeds.Count))
        {
            return seeds;
        }

        fields.Fault("seeds", $"This must be 1 to {MostSeeds} different seeds, for example [0, 1, 2]. Omit it to train once, with the search's seed.");
        return null;
    }

    static double? NullIfZero(double? value) => value == 0 ? null : value;

    static IReadOnlyList<int>? ReadRungs(JsonFields fields, int epochs)
    {
        if (!fields.Has("rungs"))
        {
            return null;
        }

        var rungs = fields.Wholes("rungs", 0, MostEpochs);
        if (rungs is { Count: > MostRungs })
        {
            fields.Fault("rungs", $"There are {rungs.Count}, more than the {MostRungs} that a training may have: every evaluation stores its results at each of them.");
            return null;
        }

        if (rungs is null || RungLadder.IsLadder(rungs, epochs))
        {
            return rungs;
        }

        fields.Fault(
            "rungs",
            $"[{string.Join(", ", rungs)}] does not ascend, epoch by epoch, to all {epochs}; for example {RungsExample(epochs)}. Omit it to train every candidate to the end.");
        return null;
    }

    static string RungsExample(int epochs) => epochs >= 9 ? $"[{epochs / 9}, {epochs / 3}, {epochs}]" : epochs > 1 ? $"[1, {epochs}]" : "[1]";
}
