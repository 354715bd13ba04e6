namespace Serverless.Core.Searches;

/// <summary>What all spans of a search have as their parent, kept as <c>{id}/trace.json</c> while telemetry is exported.</summary>
/// <param name="TraceParent">As W3C writes it: <c>00-{trace}-{span}-{flags}</c>.</param>
public sealed record SearchTrace(string TraceParent)
{
    public int SchemaVersion { get; init; } = 1;
}
