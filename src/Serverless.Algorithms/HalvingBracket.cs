using Serverless.Spaces;

namespace Serverless.Algorithms;

/// <summary>Candidates that successive halving compares with each other: all that were new together, or those of them that were promoted.</summary>
public sealed record HalvingBracket
{
    /// <value>How many came before it in the search.</value>
    public required int Index { get; init; }

    /// <value>Whether its candidates are the samples that a search begins with, and none of them competes with another.</value>
    public bool IsDesign { get; init; }

    /// <value>The place of the fidelity that its candidates are new at.</value>
    public required int First { get; init; }

    /// <value>The place of the fidelity that they are at now.</value>
    public required int Rung { get; init; }

    /// <value>How many it has at this fidelity when it is full.</value>
    public required int Size { get; init; }

    /// <value>How many of <see cref="Members"/> have been proposed at this fidelity, the first.</value>
    public required int Proposed { get; init; }

    /// <value>Its candidates at this fidelity.</value>
    public IReadOnlyList<CandidateId> Members { get; init => field = value ?? []; } = [];

    /// <value>What it will propose when it is asked, in this order; null when it has nothing planned.</value>
    public IReadOnlyList<ProposedCandidate>? Planned { get; init; }
}
