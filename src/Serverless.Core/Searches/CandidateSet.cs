using Serverless.Algorithms;

namespace Serverless.Core.Searches;

/// <summary>One line of <c>{id}/proposals.jsonl</c>: the candidates that a generation proposed and that must not be proposed again.</summary>
public sealed record ProposalLine
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    /// <value>Base64 of their packed genotypes, in proposal order.</value>
    public required string Genotypes { get; init; }
}

/// <summary><c>generations/{n}/candidates.json</c>: the proposed candidates, in proposal order.</summary>
public sealed record CandidateSet
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    public required IReadOnlyList<ProposedCandidate> Candidates { get; init; }
}
