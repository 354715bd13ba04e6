namespace Serverless.Core.Searches;

/// <summary><c>generations/{n}/scores.json</c>: the candidates' scores, in proposal order.</summary>
public sealed record ScoreSet
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    public required IReadOnlyList<CandidateScore> Scores { get; init; }
}
