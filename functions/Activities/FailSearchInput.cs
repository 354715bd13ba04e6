namespace Serverless.Functions.Activities;

/// <summary>The search that fails.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="EndedAt">Now.</param>
/// <param name="Error">For people; names the blob, job or candidate.</param>
public sealed record FailSearchInput(string SearchId, DateTimeOffset CreatedAt, DateTimeOffset EndedAt, string Error);
