using Serverless.Spaces;

namespace Serverless.Algorithms;

/// <summary>
/// A group of candidates that successive halving compares with each other: all that were new together, or those of them that were promoted.
/// </summary>
public sealed record HalvingBracket
{
    /// <value>The number of brackets that came before this one in the search.</value>
    public required int Index { get; init; }

    /// <value>Whether its candidates are the initial samples of a search, which do not compete with each other.</value>
    public bool IsDesign { get; init; }

    /// <value>The index of the fidelity at which its candidates are new.</value>
    public required int First { get; init; }

    /// <value>The index of the fidelity that its candidates are at now.</value>
    public required int Rung { get; init; }

    /// <value>The number of candidates that it has at this fidelity when it is full.</value>
    public required int Size { get; init; }

    /// <value>How many of <see cref="Members"/>, counted from the first, have been proposed at this fidelity.</value>
    public required int Proposed { get; init; }

    /// <value>Its candidates at this fidelity.</value>
    public IReadOnlyList<CandidateId> Members { get; init => field = value ?? []; } = [];

    /// <value>The candidates that it will propose next, in this order; null if it has planned none.</value>
    public IReadOnlyList<ProposedCandidate>? Planned { get; init; }
}
