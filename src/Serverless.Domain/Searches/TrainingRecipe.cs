namespace Serverless.Domain.Searches;

/// <summary>How a candidate is trained: stochastic gradient descent with momentum and a cosine schedule to zero.</summary>
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

    /// <value>Initial learning rate. Greater than 0, at most 10, default 0.1.</value>
    public double LearningRate { get; init; } = 0.1;

    /// <value>0 (inclusive) to 1 (exclusive), default 0.9.</value>
    public double Momentum { get; init; } = 0.9;

    /// <value>L2 penalty. 0 to 1, default 0.0005.</value>
    public double WeightDecay { get; init; } = 5e-4;

    /// <value>
    /// Epochs after which candidates are compared, and only the better ones trained on: strictly ascending, the last one equal to
    /// <see cref="Epochs"/>. Null: every candidate is trained to the end. The schedule is that of the whole training either way.
    /// </value>
    public IReadOnlyList<int>? Rungs { get; init; }
}
