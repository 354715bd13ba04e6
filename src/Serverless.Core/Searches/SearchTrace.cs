namespace Serverless.Core.Searches;

/// <summary>The parent of all spans of a search, stored as <c>{id}/trace.json</c> while telemetry is exported.</summary>
/// <param name="TraceParent">The parent in W3C format: <c>00-{trace}-{span}-{flags}</c>.</param>
public sealed record SearchTrace(string TraceParent)
{
    public int SchemaVersion { get; init; } = 1;
}
