namespace Serverless.Functions.Activities;

/// <summary>A generation of a search.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">From 0.</param>
public sealed record GenerationInput(string SearchId, int Generation);
