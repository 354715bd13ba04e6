using Serverless.Domain.Searches;
using Serverless.Domain.Spaces;

namespace Serverless.Algorithms;

/// <summary>All that an algorithm knows, for storage between generations.</summary>
public sealed record AlgorithmState
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The algorithm and the space that it belongs to; it is of no use to others.</value>
    public required string Algorithm { get; init; }

    public required string Space { get; init; }

    public required long Seed { get; init; }

    /// <value>How often it was told something.</value>
    public int Generation { get; init; }

    /// <value>How many candidates it has proposed in this generation.</value>
    public int Asked { get; init; }

    /// <value>Those that parents are chosen from, in the order of their selection.</value>
    public IReadOnlyList<Individual> Population { get; init; } = [];

    /// <value>Proposed and not told yet, in proposal order.</value>
    public IReadOnlyList<ProposedCandidate> Pending { get; init; } = [];

    /// <value>Every candidate proposed so far, in proposal order, pending ones included.</value>
    public IReadOnlyList<CandidateId> Seen { get; init; } = [];
}
