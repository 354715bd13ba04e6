namespace Serverless.Spaces;

/// <summary>The condition for a decision to be active: an earlier decision is active and has one of some choices.</summary>
/// <param name="Dimension">Index of the earlier decision in genotype order.</param>
/// <param name="Choices">Indices of its choices.</param>
public sealed record ActivationCondition(int Dimension, IReadOnlyList<int> Choices);
