namespace Serverless.Core.Searches;

/// <summary>That somebody asked for a search to end: <c>{id}/cancel.json</c>.</summary>
/// <param name="RequestedAt">When.</param>
public sealed record SearchCancellation(DateTimeOffset RequestedAt)
{
    public int SchemaVersion { get; init; } = 1;
}
