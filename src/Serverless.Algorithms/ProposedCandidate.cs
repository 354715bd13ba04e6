using Serverless.Spaces;

namespace Serverless.Algorithms;

/// <summary>A candidate as an algorithm proposed it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Architecture">Its genotype in the space's own notation.</param>
/// <param name="Parents">Candidates it was made from; empty for samples.</param>
/// <param name="Operator">How it was made: <c>sample</c>, <c>crossover</c>, <c>mutation</c> ...</param>
/// <param name="Fidelity">How thoroughly to evaluate it: the name of a <see cref="Serverless.Algorithms.Fidelity"/> of the algorithm.</param>
public sealed record ProposedCandidate(
    CandidateId Id,
    string Architecture,
    IReadOnlyList<CandidateId> Parents,
    string Operator,
    string Fidelity = Algorithms.Fidelity.FullName);
