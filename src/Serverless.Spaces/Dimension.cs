namespace Serverless.Spaces;

/// <summary>One decision of a search space: a name and its finite choices.</summary>
/// <param name="Name">Unique in the space.</param>
/// <param name="Choices">At least one; their order is part of the space and never changes.</param>
/// <param name="ActiveWhen">When the decision counts; null when it always does.</param>
public sealed record Dimension(string Name, IReadOnlyList<string> Choices, ActivationCondition? ActiveWhen = null);
