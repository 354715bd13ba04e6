namespace Serverless.Learning.Surrogates;

/// <summary>Options of the fit of a surrogate.</summary>
public sealed record SurrogateFitOptions
{
    /// <value>The seed of weights, order and folds. Default 0.</value>
    public long Seed { get; init; }

    /// <value>The number of ensemble members, 1 to 32; their disagreement is the uncertainty. Default 5.</value>
    public int Members { get; init; } = 5;

    /// <value>
    /// The share of architectures held out from each member, different ones for each, 0 to 0.5; the held-out quality is measured on the members'
    /// predictions of these. With 0, all members see everything, and no quality is reported. Default 0.1.
    /// </value>
    public double HeldOutShare { get; init; } = 0.1;

    /// <value>The number of passes over the training set, at least 1; null for the default of the surrogate's kind.</value>
    public int? Epochs { get; init; }

    /// <value>
    /// The balancer of a network's losses of several targets, one of <see cref="Balancing.Balancers.Names"/>; null for the default of the kind. Kinds
    /// that are not networks, or have one network per target, reject it; <c>hw-pr-nas</c> balances its platforms.
    /// </value>
    public string? Balancer { get; init; }

    /// <value>The number of CPU threads, at least 1. Default 1.</value>
    public int Threads { get; init; } = 1;

    /// <value>The device: <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>; null for <c>cuda</c> if there is a CUDA device, otherwise <c>cpu</c>.</value>
    public string? Device { get; init; }
}
