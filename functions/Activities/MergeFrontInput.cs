namespace Serverless.Functions.Activities;

/// <summary>A generation whose evaluations have all ended.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">From 0.</param>
/// <param name="At">Now.</param>
public sealed record MergeFrontInput(string SearchId, int Generation, DateTimeOffset At);
