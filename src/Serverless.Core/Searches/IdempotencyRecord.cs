namespace Serverless.Core.Searches;

/// <summary>What an idempotency key was used for first: <c>idempotency/{keyHash}.json</c>.</summary>
/// <param name="SearchId">The search that it made.</param>
/// <param name="RequestHash">SHA-256 of the request, so that another request under the same key is found out.</param>
/// <param name="CreatedAt">When.</param>
public sealed record IdempotencyRecord(string SearchId, string RequestHash, DateTimeOffset CreatedAt)
{
    public int SchemaVersion { get; init; } = 1;
}
