namespace Serverless.Learning.Generators.Modnas;

/// <summary>The settings of a hypernetwork's training.</summary>
sealed record ModnasTerms
{
    public static ModnasTerms Default { get; } = new();

    /// <value>The number of gradient descent steps, unless the options set another. Default 1,200.</value>
    public int Steps { get; init; } = 1_200;

    /// <value>The number of preferences that each device draws in a step. Default 8; published: 1.</value>
    public int Rays { get; init; } = 8;

    /// <value>The learning rate of Adam. Default 0.002; published: 0.0003 times the number of devices.</value>
    public double LearningRate { get; init; } = 2e-3;

    /// <value>The initial standard deviation of the tables' embeddings. Default 2.</value>
    public double Spread { get; init; } = 2;

    /// <value>The number of architectures that are drawn if the search space is too large to list. Default 4,000.</value>
    public int PoolSize { get; init; } = 4_000;

    /// <value>The number of steps that distil the predictors if the search space is too large to list. Default 1,200.</value>
    public int DistillationSteps { get; init; } = 1_200;

    /// <value>The name of the gradient estimator; null for the exact gradient if the search space can be listed, otherwise ReinMax.</value>
    public string? Estimator { get; init; }
}
