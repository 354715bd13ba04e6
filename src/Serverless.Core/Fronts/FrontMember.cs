using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Fronts;

/// <summary>A nondominated candidate.</summary>
public sealed record FrontMember
{
    public required CandidateId Candidate { get; init; }

    public required string Architecture { get; init; }

    /// <value>Values by objective name, in the objective's own direction and unit.</value>
    public required IReadOnlyDictionary<string, double> Objectives { get; init; }

    /// <value>All other known values, by metric name; <c>testAccuracy</c> only after the search has ended.</value>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    public int Generation { get; init; }

    public IReadOnlyList<CandidateId> Parents { get; init => field = value ?? []; } = [];

    public string? ModelBlob { get; init; }

    /// <value>
    /// The search, or <c>rows</c>, from which the values were imported, as in the evaluation; null when they were found in this search.
    /// </value>
    public string? ImportedFrom { get; init; }

    /// <value>The outcome predicted before its evaluation; null when nothing was predicted.</value>
    public PredictedOutcome? Predicted { get; init; }
}
