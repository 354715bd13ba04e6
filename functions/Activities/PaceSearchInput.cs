namespace Serverless.Functions.Activities;

/// <summary>The search whose pause may begin or end.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="At">Now.</param>
public sealed record PaceSearchInput(string SearchId, DateTimeOffset At);
