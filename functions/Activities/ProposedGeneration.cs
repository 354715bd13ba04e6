namespace Serverless.Functions.Activities;

/// <summary>What was proposed.</summary>
/// <param name="Count">Candidates; 0 when the space is exhausted.</param>
/// <param name="IsCancelled">Whether somebody asked for the search to end; nothing was proposed then.</param>
public sealed record ProposedGeneration(int Count, bool IsCancelled = false);
