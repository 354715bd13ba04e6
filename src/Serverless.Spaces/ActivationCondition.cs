namespace Serverless.Spaces;

/// <summary>When a decision counts: when an earlier one counts too and has one of some choices.</summary>
/// <param name="Dimension">The earlier decision's place in genotype order.</param>
/// <param name="Choices">Indices of its choices.</param>
public sealed record ActivationCondition(int Dimension, IReadOnlyList<int> Choices);
