namespace Serverless.Core.Searches;

/// <summary>The first use of an idempotency key: <c>idempotency/{keyHash}.json</c>.</summary>
/// <param name="SearchId">The search that it created.</param>
/// <param name="RequestHash">SHA-256 of the request, so that a different request under the same key is detected.</param>
/// <param name="CreatedAt">Time of the first use.</param>
public sealed record IdempotencyRecord(string SearchId, string RequestHash, DateTimeOffset CreatedAt)
{
    public int SchemaVersion { get; init; } = 1;
}
