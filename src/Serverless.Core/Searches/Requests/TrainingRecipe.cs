using Serverless.Core.Recipes;

namespace Serverless.Core.Searches.Requests;

/// <summary>How a candidate is trained. Of what is null, requests before it was added mean the same as those that say so.</summary>
public sealed record TrainingRecipe
{
    /// <value>Passes over the training images, or over <see cref="ImagesPerEpoch"/> of them. 1 to 1,000, default 2.</value>
    public int Epochs { get; init; } = 2;

    /// <value>
    /// Images that one epoch trains on, at most all; the next epoch goes on with those that have not come yet. Null: all of them.
    /// Makes rungs finer than passes over a large dataset.
    /// </value>
    public int? ImagesPerEpoch { get; init; }

    /// <value>Images per step. 1 to 4,096, default 64.</value>
    public int BatchSize { get; init; } = 64;

    /// <value>Initial learning rate. Greater than 0, at most 10, default 0.1; with adam and adamw 0.001.</value>
    public double LearningRate { get; init; } = 0.1;

    /// <value>Of sgd: 0 (inclusive) to 1 (exclusive), default 0.9. Of the others 0.</value>
    public double Momentum { get; init; } = 0.9;

    /// <value>L2 penalty; with adamw what weights shrink by, times the learning rate. 0 to 1, default 0.0005.</value>
    public double WeightDecay { get; init; } = 5e-4;

    /// <value>
    /// Epochs after which candidates are compared, and only the better ones trained on: strictly ascending, the last one equal to
    /// <see cref="Epochs"/>. After 0 epochs they are compared by zero-cost proxies. Null: every candidate is trained to the
    /// end.
    /// </value>
    public IReadOnlyList<int>? Rungs { get; init; }

    /// <value>Null: sgd without Nesterov's variant.</value>
    public OptimiserSpecification? Optimiser { get; init; }

    /// <value>
    /// Null: cosine, without warm-up. A request that names rungs and no schedule gets a cosine that begins again after each: amid a wave
    /// networks are too unsettled to be told apart.
    /// </value>
    public ScheduleSpecification? Schedule { get; init; }

    /// <value>Null: images are trained on as they are.</value>
    public AugmentationSpecification? Augmentation { get; init; }

    /// <value>Share of the target that is spread evenly over all classes (Szegedy et al. 2016). 0 to below 1; null: 0.</value>
    public double? LabelSmoothing { get; init; }

    /// <value>Null: images of all classes count alike.</value>
    public ClassWeights? ClassWeights { get; init; }

    /// <value>The most that the L2 norm of all gradients together may be; larger ones are scaled down. Greater than 0; null: no limit.</value>
    public double? GradientClipNorm { get; init; }

    /// <value>Null: <see cref="TrainingPrecision.Single"/>.</value>
    public TrainingPrecision? Precision { get; init; }

    /// <value>
    /// Seeds of the initial weights, the order of images and their augmentation. A candidate is trained once with each, and its accuracy
    /// is the mean; the network that is kept is the first one's. 1 to 10, distinct; null: the search's own seed.
    /// </value>
    public IReadOnlyList<int>? Seeds { get; init; }
}
