namespace Serverless.Functions.Activities;

/// <summary>What a generation has to score.</summary>
/// <param name="Count">Its candidates; 0 when the space has none left or the search was cancelled.</param>
/// <param name="IsCancelled">Whether the search is to end instead.</param>
/// <param name="IsPauseRequested">Whether the search is to pause first.</param>
public sealed record ProposedGeneration(int Count, bool IsCancelled = false, bool IsPauseRequested = false);
