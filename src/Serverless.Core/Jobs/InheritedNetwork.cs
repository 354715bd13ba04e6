using Serverless.Algorithms;
using Serverless.Spaces;

namespace Serverless.Core.Jobs;

/// <summary>The trained network that a training begins with.</summary>
/// <param name="Candidate">Its candidate, of the same search.</param>
/// <param name="Architecture">Its genotype in the space's own notation.</param>
/// <param name="Kind">What is done with its weights.</param>
/// <param name="ModelBlob">Container/name of the network in ONNX, beside which its weights lie; null when the search has none of it.</param>
public sealed record InheritedNetwork(CandidateId Candidate, string Architecture, InheritanceKind Kind, string? ModelBlob = null)
{
    /// <summary>Names it with what is done, in the key of everything that is kept of the training: blobs of networks are never replaced.</summary>
    public override string ToString() => $"{Kind} {ModelBlob}";
}
