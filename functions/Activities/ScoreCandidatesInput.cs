namespace Serverless.Functions.Activities;

/// <summary>A shard of a generation.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="Generation">From 0.</param>
/// <param name="First">The first candidate's index.</param>
/// <param name="Count">How many, at least 1.</param>
public sealed record ScoreCandidatesInput(string SearchId, int Generation, int First, int Count);
