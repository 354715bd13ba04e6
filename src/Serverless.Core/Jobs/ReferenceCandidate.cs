using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Jobs;

/// <summary>A candidate with whose trained network others are compared.</summary>
/// <param name="Candidate">The id of the candidate.</param>
/// <param name="Architecture">Its genotype in the space's own notation.</param>
public sealed record ReferenceCandidate(CandidateId Candidate, string Architecture)
{
    /// <summary>Returns the reference with which a search's candidates are compared before they are trained; null when there is none.</summary>
    /// <param name="request">The validated request of the search.</param>
    public static ReferenceCandidate? Of(SearchRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.IsTrained && request.Algorithm.Reference is { } notation
            && SearchSpaces.Of(request.Space) is { } space && space.TryParse(notation, out var architecture, out _)
                ? new ReferenceCandidate(space.IdOf(architecture), notation)
                : null;
    }
}

/// <summary>
/// The representations that a trained reference network computes for a few images, in a form with which any worker can compare:
/// <c>evaluations/{space}/{dataset}/{recipe}/{candidate}/representations-{seed}.json</c>, written once.
/// </summary>
public sealed record ReferenceRepresentations
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The reference candidate.</value>
    public required CandidateId Candidate { get; init; }

    public required string Architecture { get; init; }

    /// <value>Indices of the training images used, ascending: among the first images, those that the network classifies best.</value>
    public required IReadOnlyList<int> Images { get; init; }

    /// <value>
    /// For each stage of the network, the inner products of its centred outputs, images × images, row-major, divided by their Frobenius norm; all
    /// 0 if the outputs are the same for every image.
    /// </value>
    public required IReadOnlyList<IReadOnlyList<float>> Stages { get; init; }

    /// <value>Top-1 accuracy of the network on the validation images.</value>
    public required double AccuracyPercent { get; init; }

    /// <value>Worker time spent on its training, in seconds.</value>
    public required double TrainSeconds { get; init; }

    public required string Worker { get; init; }
}
