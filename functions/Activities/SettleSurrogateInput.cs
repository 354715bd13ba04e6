namespace Serverless.Functions.Activities;

/// <summary>A generation whose surrogate was fitted, or not.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">From 0.</param>
/// <param name="Ordered">The surrogate that was to be fitted; null when none was due.</param>
/// <param name="Error">What broke the fit's orchestration, for people; null when nothing did.</param>
public sealed record SettleSurrogateInput(string SearchId, int Generation, string? Ordered, string? Error = null);
