using Serverless.Bench.Running;

namespace Serverless.Bench.Fidelities.Trained;

/// <summary>The plan of a suite that actually trains small networks and compares algorithms by epochs.</summary>
/// <param name="Algorithms">The algorithms, one or more.</param>
/// <param name="Baseline">The label of the algorithm against which the others are tested.</param>
/// <param name="Trainings">The budget in whole trainings, at least 1.</param>
/// <param name="Seeds">The number of searches of each algorithm, with seeds from 1.</param>
/// <param name="Sizes">The sizes of the trainings.</param>
sealed record CnnPlan(IReadOnlyList<AlgorithmChoice> Algorithms, string Baseline, int Trainings, int Seeds, CnnSizes Sizes)
{
    /// <summary>The default number of whole trainings.</summary>
    public const int UsualTrainings = 32;

    /// <summary>The default number of seeds.</summary>
    public const int UsualSeeds = 5;

    const double SampledShare = 0.35;
    const double BulkShare = 0.4;

    /// <value>The shares of the budget after which figures are taken.</value>
    public static IReadOnlyList<double> Shares { get; } = [.. FidelityPlan.Shares, FidelityPlan.Whole];

    /// <value>The budget in epochs.</value>
    public int Budget => Trainings * Sizes.Epochs;

    /// <summary>
    /// Returns the default algorithms: algorithms that train to the end, successive halving of them, and all algorithms that choose epochs or pass
    /// weights on.
    /// </summary>
    /// <remarks>
    /// Halving with evaluations in progress at once is MO-ASHA. The phases of BULK &amp; CUT have the shares of the budget that its publication gives
    /// them of the time. SH-EMOA has a population that leaves most of a small budget to whole trainings. Both propose one candidate at a time, as
    /// published.
    /// </remarks>
    /// <param name="trainings">The budget in whole trainings.</param>
    public static string UsualAlgorithms(int trainings)
    {
        var (sampled, bulk) = (Math.Max(2, (int)(SampledShare * trainings)), Math.Max(1, (int)(BulkShare * trainings)));
        return string.Join(',', [
            "random",
            "nsga2:populationSize=10",
            "ms-ehvi",
            "dpp-net",
            "random:halving=3",
            "random:halving=3:pending=4",
            "nsga2:populationSize=10:halving=3",
            "shemoa:populationSize=6:rungEvaluations=12:batchSize=1",
            "mo-bohb:initialSamples=6",
            "mo-bananas-sh",
            FormattableString.Invariant($"bulk-and-cut:batchSize=1:initialSamples={sampled}:bulkEvaluations={bulk}"),
        ]);
    }
}

/// <summary>The sizes of the trainings; with the default sizes, a training takes about a second on one core.</summary>
/// <param name="Epochs">The epochs of a whole training, at least 9, so that each third of it is a rung.</param>
/// <param name="ImagesPerEpoch">The number of images drawn from the training images in each epoch.</param>
/// <param name="TrainingImages">The number of training images, at least <paramref name="ImagesPerEpoch"/>.</param>
/// <param name="ValidationImages">The number of validation images, on which accuracies are measured.</param>
/// <param name="Channels">The channels of a convolution: minimum, maximum, and the number of choices, evenly spaced on a logarithmic scale.</param>
/// <param name="Units">The units of a linear layer, in the same form.</param>
sealed record CnnSizes(
    int Epochs, int ImagesPerEpoch, int TrainingImages, int ValidationImages, (int Low, int High, int Levels) Channels, (int Low, int High, int Levels) Units)
{
    /// <summary>The accuracy of guessing, in percent; a network must exceed it to count.</summary>
    public const double LeastAccuracy = 10;

    /// <summary>The number of parameters below which nothing more is gained.</summary>
    public const double LeastParameters = 100;

    /// <summary>The number of parameters that a network must stay below to count.</summary>
    public const double MostParameters = 1e6;

    public static CnnSizes Usual { get; } = new(Epochs: 9, ImagesPerEpoch: 256, TrainingImages: 2_304, ValidationImages: 1_000, Channels: (4, 16, 5), Units: (2, 64, 11));

    /// <value>The epochs after which candidates are compared in successive halving.</value>
    public IReadOnlyList<int> Rungs => [Epochs / 9, Epochs / 3, Epochs];

    /// <summary>Returns the objectives of a network that was trained to the end: both coordinates from 0 to 1 or more, smaller is better.</summary>
    /// <param name="step">The trained network.</param>
    public static double[] PointOf(CnnStep step) =>
    [
        (100 - step.AccuracyPercent) / (100 - LeastAccuracy),
        Math.Max(0, Math.Log(step.Parameters / LeastParameters) / Math.Log(MostParameters / LeastParameters)),
    ];
}
