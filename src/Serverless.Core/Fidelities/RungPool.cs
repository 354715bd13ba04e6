namespace Serverless.Core.Fidelities;

/// <summary>
/// <c>generations/{n}/rungs/pool.json</c>: what later generations are compared with, the rungs below the last of this generation and
/// of all before it.
/// </summary>
public sealed record RungPool
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    /// <value>In order of generations, there in proposal order, each candidate's rungs ascending.</value>
    public required IReadOnlyList<RungEntry> Entries { get; init; }
}
