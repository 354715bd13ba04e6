namespace Serverless.Learning.Generators.Modnas;

/// <summary>How a hypernetwork is trained.</summary>
sealed record ModnasTerms
{
    public static ModnasTerms Default { get; } = new();

    /// <value>Steps of gradient descent, where the options ask for no other.</value>
    public int Steps { get; init; } = 1_200;

    /// <value>Preferences that each device draws in a step; 1 as published.</value>
    public int Rays { get; init; } = 8;

    /// <value>Of Adam, for each known device, as published the 3e-4 times the number of devices.</value>
    public double LearningRate { get; init; } = 2e-3;

    /// <value>Standard deviation of the tables' embeddings at first.</value>
    public double Spread { get; init; } = 2;

    /// <value>Architectures that are drawn where a space cannot be listed.</value>
    public int PoolSize { get; init; } = 4_000;

    /// <value>Steps in which the predictors are distilled there.</value>
    public int DistillationSteps { get; init; } = 1_200;

    /// <value>How the gradient is told; null: exactly where the space can be listed, else by ReinMax.</value>
    public string? Estimator { get; init; }
}
