using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Jobs;

/// <summary>A candidate whose trained network others are compared with.</summary>
/// <param name="Candidate">Its id.</param>
/// <param name="Architecture">Its genotype in the space's own notation.</param>
public sealed record ReferenceCandidate(CandidateId Candidate, string Architecture)
{
    /// <summary>What the candidates of a search are compared with before they are trained; null where that is nothing.</summary>
    /// <param name="request">The search's, checked.</param>
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
/// What a trained reference network makes of a few images, in numbers that any worker can compare with:
/// <c>evaluations/{space}/{dataset}/{recipe}/{candidate}/representations-{seed}.json</c>, written once.
/// </summary>
public sealed record ReferenceRepresentations
{
    public int SchemaVersion { get; init; } = 1;

    /// <value>The reference.</value>
    public required CandidateId Candidate { get; init; }

    public required string Architecture { get; init; }

    /// <value>Places among the training images, ascending: those of the first ones that the network tells best.</value>
    public required IReadOnlyList<int> Images { get; init; }

    /// <value>
    /// For each stage of the network the inner products of its centred outputs, images × images, row-major, divided by their Frobenius norm; all
    /// 0 where it answers the same to every image.
    /// </value>
    public required IReadOnlyList<IReadOnlyList<float>> Stages { get; init; }

    /// <value>Top-1 accuracy of the network on the validation images.</value>
    public required double AccuracyPercent { get; init; }

    /// <value>Seconds of worker time that it took to train it.</value>
    public required double TrainSeconds { get; init; }

    public required string Worker { get; init; }
}
