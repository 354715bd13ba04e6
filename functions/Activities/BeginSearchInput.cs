namespace Serverless.Functions.Activities;

/// <summary>The search that begins to run.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="StartedAt">Now.</param>
public sealed record BeginSearchInput(string SearchId, DateTimeOffset CreatedAt, DateTimeOffset StartedAt);
