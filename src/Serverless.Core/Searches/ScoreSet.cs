using System.Text.Json.Serialization;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Searches;

/// <summary><c>generations/{n}/scores.json</c>: the candidates' scores, in proposal order.</summary>
public sealed record ScoreSet
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    public required IReadOnlyList<CandidateScore> Scores { get; init; }
}

/// <summary>What is known about a candidate before it is trained.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Metrics">Metric name to value.</param>
/// <param name="Violation">Sum of the constraints' violations; 0 when feasible.</param>
public sealed record CandidateScore(CandidateId Candidate, IReadOnlyDictionary<string, double> Metrics, double Violation)
{
    /// <value>What a surrogate says of it; null when none was asked.</value>
    public CandidatePrediction? Predicted { get; init; }

    [JsonIgnore]
    public bool IsFeasible => Violation <= 0;
}
