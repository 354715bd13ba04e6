using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Fronts;

/// <summary>A nondominated candidate.</summary>
public sealed record FrontMember
{
    public required CandidateId Candidate { get; init; }

    public required string Architecture { get; init; }

    /// <value>Objective name to value, in the objective's own direction and unit.</value>
    public required IReadOnlyDictionary<string, double> Objectives { get; init; }

    /// <value>Everything else that is known: metric name to value; <c>testAccuracy</c> only once the search has ended.</value>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    public int Generation { get; init; }

    public IReadOnlyList<CandidateId> Parents { get; init => field = value ?? []; } = [];

    public string? ModelBlob { get; init; }

    /// <value>As the evaluation's: the search, or <c>rows</c>, that the values were imported from; null when they were found here.</value>
    public string? ImportedFrom { get; init; }

    /// <value>What was predicted of it before it was evaluated; null when nothing was.</value>
    public PredictedOutcome? Predicted { get; init; }
}
