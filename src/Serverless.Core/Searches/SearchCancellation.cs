namespace Serverless.Core.Searches;

/// <summary>A request to end a search: <c>{id}/cancel.json</c>.</summary>
/// <param name="RequestedAt">Time of the request.</param>
public sealed record SearchCancellation(DateTimeOffset RequestedAt)
{
    public int SchemaVersion { get; init; } = 1;
}
