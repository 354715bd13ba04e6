namespace Serverless.Functions.Activities;

/// <summary>A generation that is about to begin.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">From 0.</param>
/// <param name="At">Now.</param>
public sealed record PlanSurrogateInput(string SearchId, int Generation, DateTimeOffset At);
