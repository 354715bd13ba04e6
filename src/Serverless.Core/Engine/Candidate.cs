using Serverless.Algorithms;
using Serverless.Spaces;

namespace Serverless.Core.Engine;

/// <summary>A candidate of a generation.</summary>
/// <param name="Proposed">The proposal of the algorithm.</param>
/// <param name="Architecture">Its architecture.</param>
public sealed record Candidate(ProposedCandidate Proposed, Architecture Architecture);
