namespace Serverless.Functions.Activities;

/// <summary>Whether a search has ended that was to end.</summary>
/// <param name="GoesOn">Budget was added meanwhile.</param>
/// <param name="Generation">The next generation, if it goes on.</param>
/// <param name="Deadline">When its wall clock budget ends; null when it has none.</param>
public sealed record EndedSearch(bool GoesOn, int Generation, DateTimeOffset? Deadline);
