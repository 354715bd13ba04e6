using Serverless.Algorithms.Acquisition;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Searches;

/// <summary><c>generations/{n}/selection.json</c>: the candidates that got a reservation, in proposal order.</summary>
public sealed record TrainingSelection
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    public required IReadOnlyList<CandidateId> Selected { get; init; }

    /// <value>Number of feasible candidates that the budget did not cover.</value>
    public int Declined { get; init; }

    /// <value>The reason why each selected candidate was chosen from all proposals, in their order; null when nothing was predicted.</value>
    public IReadOnlyList<CandidateChoice>? Choices { get; init; }

    /// <value>Whether the candidates that were not selected are dropped without an evaluation; otherwise each of them also has an outcome.</value>
    public bool DropsOthers { get; init; }
}

/// <summary>Why a candidate was selected.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Reason">The criterion by which it was selected.</param>
/// <param name="Worth">As in <see cref="PredictedOutcome.Worth"/>.</param>
public sealed record CandidateChoice(CandidateId Candidate, ChoiceReason Reason, double? Worth = null);
