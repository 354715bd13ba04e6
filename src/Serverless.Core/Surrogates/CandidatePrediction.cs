namespace Serverless.Core.Surrogates;

/// <summary>What each member of a surrogate says of one candidate.</summary>
public sealed record CandidatePrediction
{
    /// <value>Members × targets, row-major, in the targets' own units and directions; null for a surrogate that gives scores alone.</value>
    public IReadOnlyList<float>? Values { get; init; }

    /// <value>One for each member, better when larger; null for a surrogate that gives values alone.</value>
    public IReadOnlyList<float>? Scores { get; init; }
}
