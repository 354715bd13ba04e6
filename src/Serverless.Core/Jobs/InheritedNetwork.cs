using Serverless.Algorithms;
using Serverless.Spaces;

namespace Serverless.Core.Jobs;

/// <summary>The trained network from which a training starts.</summary>
/// <param name="Candidate">The network's candidate, of the same search.</param>
/// <param name="Architecture">Its genotype in the space's own notation.</param>
/// <param name="Kind">How its weights are inherited.</param>
/// <param name="ModelBlob">Container/name of the network in ONNX, next to which its weights are stored; null when the search has no such
/// network.</param>
public sealed record InheritedNetwork(CandidateId Candidate, string Architecture, InheritanceKind Kind, string? ModelBlob = null)
{
    /// <summary>
    /// Returns text that identifies the network and how it is inherited, for the key of all that is stored of the training: blobs of networks are
    /// never replaced.
    /// </summary>
    public override string ToString() => $"{Kind} {ModelBlob}";
}
