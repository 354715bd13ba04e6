using Serverless.Algorithms;

namespace Serverless.Core.Searches;

/// <summary><c>generations/{n}/candidates.json</c>: what was proposed, in proposal order.</summary>
public sealed record CandidateSet
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    public required IReadOnlyList<ProposedCandidate> Candidates { get; init; }
}
