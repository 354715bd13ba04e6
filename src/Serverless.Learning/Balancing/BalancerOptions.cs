namespace Serverless.Learning.Balancing;

/// <summary>What rules can be told; each reads what concerns it.</summary>
sealed record BalancerOptions
{
    /// <value>By loss, at least 0 and not all 0: of <c>linear</c>, <c>chebyshev</c> and <c>smooth-chebyshev</c>. Null: all the same.</value>
    public double[]? Weights { get; init; }

    /// <value>By loss, what <c>chebyshev</c> and <c>smooth-chebyshev</c> measure from. Null: zeros.</value>
    public double[]? Ideal { get; init; }

    /// <value>By loss but the first, what <c>epsilon-constraint</c> lets it be at most; needed there.</value>
    public double[]? Limits { get; init; }

    /// <value>Of <c>mgda</c>. Default <see cref="GradientNormalisation.L2"/>.</value>
    public GradientNormalisation Normalisation { get; init; } = GradientNormalisation.L2;

    /// <value>μ of <c>smooth-chebyshev</c>, above 0: the smaller, the nearer to the greatest alone. Default 0.1.</value>
    public double Smoothness { get; init; } = 0.1;

    /// <value>How much learnt weights move in a step, above 0: of <c>uncertainty</c> and <c>gradnorm</c>. Default 0.025.</value>
    public double LearningRate { get; init; } = 0.025;

    /// <value>How hard <c>gradnorm</c> pulls losses that lag behind, at least 0. Default 1.5.</value>
    public double Asymmetry { get; init; } = 1.5;

    /// <value>c of <c>cagrad</c>, at least 0: 0 is the mean, large is the shortest sum. Default 0.5.</value>
    public double Aversion { get; init; } = 0.5;

    /// <value>By what <c>dwa</c> divides rates of change, above 0. Default 2.</value>
    public double Temperature { get; init; } = 2;

    /// <value>Steps over which <c>dwa</c> takes the mean of losses, at least 1. Default 50.</value>
    public int StepsPerEpoch { get; init; } = 50;
}
