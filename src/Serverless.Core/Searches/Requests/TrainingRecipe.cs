using Serverless.Core.Recipes;

namespace Serverless.Core.Searches.Requests;

/// <summary>The training recipe of a candidate. A request made before a property was added means the same as one in which it is null.</summary>
public sealed record TrainingRecipe
{
    /// <value>Number of passes over the training images, or over <see cref="ImagesPerEpoch"/> of them. 1 to 1,000, default 2.</value>
    public int Epochs { get; init; } = 2;

    /// <value>
    /// Number of images per epoch, at most all; the next epoch continues with the images not used yet. Null: all images.
    /// Makes rungs finer than passes over a large dataset.
    /// </value>
    public int? ImagesPerEpoch { get; init; }

    /// <value>Number of images per step. 1 to 4,096, default 64.</value>
    public int BatchSize { get; init; } = 64;

    /// <value>Initial learning rate. Greater than 0, at most 10; default 0.1, with adam and adamw 0.001.</value>
    public double LearningRate { get; init; } = 0.1;

    /// <value>Momentum of sgd: 0 (inclusive) to 1 (exclusive), default 0.9. 0 with other optimisers.</value>
    public double Momentum { get; init; } = 0.9;

    /// <value>L2 penalty; with adamw, the decoupled weight decay: weights shrink by this times the learning rate. 0 to 1, default 0.0005.</value>
    public double WeightDecay { get; init; } = 5e-4;

    /// <value>
    /// Epochs after which candidates are compared and only the better ones continue: strictly ascending, the last one equal to
    /// <see cref="Epochs"/>. After 0 epochs, they are compared by zero-cost proxies. Null: every candidate is trained to the
    /// end.
    /// </value>
    public IReadOnlyList<int>? Rungs { get; init; }

    /// <value>The optimiser. Null: sgd without Nesterov momentum.</value>
    public OptimiserSpecification? Optimiser { get; init; }

    /// <value>
    /// The learning rate schedule. Null: cosine, without warm-up. A request with rungs and no schedule gets a cosine that restarts after each rung,
    /// because amid a cycle networks have not settled enough to be compared.
    /// </value>
    public ScheduleSpecification? Schedule { get; init; }

    /// <value>The augmentation of images. Null: none.</value>
    public AugmentationSpecification? Augmentation { get; init; }

    /// <value>Share of the target spread evenly over all classes (Szegedy et al. 2016). 0 (inclusive) to 1 (exclusive); null: 0.</value>
    public double? LabelSmoothing { get; init; }

    /// <value>The weights of classes in the loss. Null: all classes have the same weight.</value>
    public ClassWeights? ClassWeights { get; init; }

    /// <value>Upper limit of the L2 norm of all gradients together; larger gradients are scaled down. Greater than 0; null: no limit.</value>
    public double? GradientClipNorm { get; init; }

    /// <value>The precision of training. Null: <see cref="TrainingPrecision.Single"/>.</value>
    public TrainingPrecision? Precision { get; init; }

    /// <value>
    /// Seeds of the initial weights, the order of images and their augmentation. A candidate is trained once per seed, and its accuracy
    /// is the mean; the network of the first seed is kept. 1 to 10, distinct; null: the seed of the search.
    /// </value>
    public IReadOnlyList<int>? Seeds { get; init; }
}
