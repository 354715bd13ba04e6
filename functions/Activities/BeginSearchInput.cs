using Serverless.Domain.Searches;

namespace Serverless.Functions.Activities;

/// <summary>The search that begins to run.</summary>
/// <param name="SearchId">The search.</param>
/// <param name="CreatedAt">When it was accepted.</param>
/// <param name="StartedAt">Now.</param>
/// <param name="Extension">What makes a search that had ended begin again; null for one that begins.</param>
public sealed record BeginSearchInput(string SearchId, DateTimeOffset CreatedAt, DateTimeOffset StartedAt, SearchExtension? Extension = null);
