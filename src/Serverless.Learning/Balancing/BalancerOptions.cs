namespace Serverless.Learning.Balancing;

/// <summary>Options of balancers; each balancer reads those that apply to it.</summary>
sealed record BalancerOptions
{
    /// <value>
    /// The weight of each loss, at least 0 and not all 0, for <c>linear</c>, <c>chebyshev</c> and <c>smooth-chebyshev</c>. Null for equal weights.
    /// </value>
    public double[]? Weights { get; init; }

    /// <value>The ideal value of each loss, from which <c>chebyshev</c> and <c>smooth-chebyshev</c> measure. Null for zeros.</value>
    public double[]? Ideal { get; init; }

    /// <value>The upper limit of each loss except the first, for <c>epsilon-constraint</c>, which requires it.</value>
    public double[]? Limits { get; init; }

    /// <value>The normalisation of gradients for <c>mgda</c>. Default <see cref="GradientNormalisation.L2"/>.</value>
    public GradientNormalisation Normalisation { get; init; } = GradientNormalisation.L2;

    /// <value>μ of <c>smooth-chebyshev</c>, above 0: the smaller, the closer to the maximum. Default 0.1.</value>
    public double Smoothness { get; init; } = 0.1;

    /// <value>The learning rate of learnt weights, above 0, for <c>uncertainty</c> and <c>gradnorm</c>. Default 0.025.</value>
    public double LearningRate { get; init; } = 0.025;

    /// <value>How strongly <c>gradnorm</c> favours losses that lag behind, at least 0. Default 1.5.</value>
    public double Asymmetry { get; init; } = 1.5;

    /// <value>c of <c>cagrad</c>, at least 0: 0 gives the mean gradient, a large value the shortest combination. Default 0.5.</value>
    public double Aversion { get; init; } = 0.5;

    /// <value>The temperature by which <c>dwa</c> divides rates of change, above 0. Default 2.</value>
    public double Temperature { get; init; } = 2;

    /// <value>The number of steps over which <c>dwa</c> averages losses, at least 1. Default 50.</value>
    public int StepsPerEpoch { get; init; } = 50;
}
