using Serverless.Bench.Running;

namespace Serverless.Bench.Fidelities.Trained;

/// <summary>What to run where small networks are really trained, and algorithms are compared by their epochs.</summary>
/// <param name="Algorithms">One or more.</param>
/// <param name="Baseline">The label of the one that the others are tested against.</param>
/// <param name="Trainings">Whole trainings of the budget, at least 1.</param>
/// <param name="Seeds">Searches of each algorithm, with seeds 1 to this.</param>
/// <param name="Sizes">How large trainings are.</param>
sealed record CnnPlan(IReadOnlyList<AlgorithmChoice> Algorithms, string Baseline, int Trainings, int Seeds, CnnSizes Sizes)
{
    /// <summary>Whole trainings unless told otherwise.</summary>
    public const int UsualTrainings = 32;

    /// <summary>Seeds unless told otherwise.</summary>
    public const int UsualSeeds = 5;

    const double SampledShare = 0.35;
    const double BulkShare = 0.4;

    /// <value>Where figures are taken: parts of what the whole trainings of the budget take.</value>
    public static IReadOnlyList<double> Shares { get; } = [.. FidelityPlan.Shares, FidelityPlan.Whole];

    /// <value>The epochs of all whole trainings.</value>
    public int Budget => Trainings * Sizes.Epochs;

    /// <summary>What runs unless algorithms are named: what trains to the end, halvings of it, and every algorithm that chooses epochs or hands weights on.</summary>
    /// <remarks>
    /// Halving with evaluations under way at once is MO-ASHA. The phases of BULK &amp; CUT have the shares of the budget that its publication gives them of the time. SH-EMOA
    /// has a population that leaves most of a small budget to whole trainings. Both propose one candidate at a time, as published.
    /// </remarks>
    /// <param name="trainings">Whole trainings of the budget.</param>
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

/// <summary>How large trainings are: with the usual sizes one takes about a second of one core.</summary>
/// <param name="Epochs">Of a whole training; at least 9, so that each third of it is a rung.</param>
/// <param name="ImagesPerEpoch">Drawn from the training images.</param>
/// <param name="TrainingImages">At least as many.</param>
/// <param name="ValidationImages">By which networks are judged.</param>
/// <param name="Channels">Of a convolution: from, to, and how many numbers there are, evenly on a logarithmic scale.</param>
/// <param name="Units">The same of a linear layer.</param>
sealed record CnnSizes(
    int Epochs, int ImagesPerEpoch, int TrainingImages, int ValidationImages, (int Low, int High, int Levels) Channels, (int Low, int High, int Levels) Units)
{
    /// <summary>The accuracy of guessing, in percent, from which on a network counts.</summary>
    public const double LeastAccuracy = 10;

    /// <summary>As few parameters as there is anything to gain by.</summary>
    public const double LeastParameters = 100;

    /// <summary>Below so many parameters a network counts.</summary>
    public const double MostParameters = 1e6;

    public static CnnSizes Usual { get; } = new(Epochs: 9, ImagesPerEpoch: 256, TrainingImages: 2_304, ValidationImages: 1_000, Channels: (4, 16, 5), Units: (2, 64, 11));

    /// <value>After which epochs candidates are compared where trainings are halved.</value>
    public IReadOnlyList<int> Rungs => [Epochs / 9, Epochs / 3, Epochs];

    /// <summary>What each network that a search trained to the end is worth: both coordinates from 0 to 1 or more, better when smaller.</summary>
    /// <param name="step">The network.</param>
    public static double[] PointOf(CnnStep step) =>
    [
        (100 - step.AccuracyPercent) / (100 - LeastAccuracy),
        Math.Max(0, Math.Log(step.Parameters / LeastParameters) / Math.Log(MostParameters / LeastParameters)),
    ];
}
