using Serverless.Spaces;

namespace Serverless.Algorithms.Proposals;

/// <summary>An architecture that was bred and may be proposed.</summary>
/// <param name="Architecture">Any genotype of its class.</param>
/// <param name="Parents">Candidates it was made from; empty for samples.</param>
/// <param name="Operator">How it was made.</param>
sealed record Child(Architecture Architecture, IReadOnlyList<CandidateId> Parents, string Operator);
