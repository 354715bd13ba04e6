namespace Serverless.Functions.Activities;

/// <summary>A rung that all of a generation have reached who will.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">From 0.</param>
/// <param name="Rung">From 1, before the last.</param>
public sealed record PromoteCandidatesInput(string SearchId, int Generation, int Rung);
