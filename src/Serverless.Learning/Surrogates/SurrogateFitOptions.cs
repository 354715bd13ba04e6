namespace Serverless.Learning.Surrogates;

/// <summary>How to fit a surrogate.</summary>
public sealed record SurrogateFitOptions
{
    /// <value>Of weights, order and folds. Default 0.</value>
    public long Seed { get; init; }

    /// <value>How many predictors, 1 to 32; their disagreement is the uncertainty. Default 5.</value>
    public int Members { get; init; } = 5;

    /// <value>
    /// The share of architectures that each member does not see, each member others, 0 to 0.5; what members say of those is the
    /// held-out quality. 0: all see everything, and no quality is told. Default 0.1.
    /// </value>
    public double HeldOutShare { get; init; } = 0.1;

    /// <value>Passes over the training set, at least 1; null: the kind's own number.</value>
    public int? Epochs { get; init; }

    /// <value>
    /// How a network's losses of several targets are balanced, one of <see cref="Balancing.Balancers.Names"/>; null: as the kind does it. Kinds
    /// that are no networks, or have one for each target, refuse it; <c>hw-pr-nas</c> balances its platforms.
    /// </value>
    public string? Balancer { get; init; }

    /// <value>Threads to fit on, at least 1. Default 1.</value>
    public int Threads { get; init; } = 1;

    /// <value><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>; null: <c>cuda</c> if there is one, else <c>cpu</c>.</value>
    public string? Device { get; init; }
}
