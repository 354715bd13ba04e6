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

/// <summary>The score of a candidate: what is known before it is trained.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Metrics">Values by metric name.</param>
/// <param name="Violation">Sum of the constraints' violations; 0 when feasible.</param>
public sealed record CandidateScore(CandidateId Candidate, IReadOnlyDictionary<string, double> Metrics, double Violation)
{
    /// <value>The prediction of a surrogate; null when none was used.</value>
    public CandidatePrediction? Predicted { get; init; }

    [JsonIgnore]
    public bool IsFeasible => Violation <= 0;
}
