using Serverless.Spaces;

namespace Serverless.Core.Fidelities;

/// <summary>The decision to train a candidate beyond a rung or to stop it there, with the reasons.</summary>
public sealed record PromotionDecision
{
    public required CandidateId Candidate { get; init; }

    /// <value>The name of the rule.</value>
    public required string Rule { get; init; }

    /// <value>The rung, from 1.</value>
    public required int Rung { get; init; }

    /// <value>The values compared: objective name to value, in the objective's own direction.</value>
    public required IReadOnlyDictionary<string, double> Values { get; init; }

    /// <value>
    /// The nondominated front of the candidate among those compared; 1 is the best. With <see cref="ArchiveRule"/>, 2 for every other front.
    /// </value>
    public required int Rank { get; init; }

    /// <value>
    /// The volume that the candidate alone dominates within its front, each objective scaled to the range of those compared; with
    /// <see cref="ArchiveRule"/>, the merit by which it orders.
    /// </value>
    public required double Contribution { get; init; }

    /// <value>The place of the candidate among those compared, from 1.</value>
    public required int Place { get; init; }

    /// <value>The number of candidates compared: all candidates of the search that had this rung.</value>
    public required int Compared { get; init; }

    /// <value>The last place that continues.</value>
    public required int LastPlaceKept { get; init; }

    /// <value>The place of the candidate within its own generation, from 1.</value>
    public required int PlaceInGeneration { get; init; }

    /// <value>The last place within the generation that continues.</value>
    public required int LastPlaceKeptInGeneration { get; init; }

    public required bool IsPromoted { get; init; }

    /// <value>
    /// With <see cref="CurveRule"/>: the chance that the candidate ends above the best so far among those that cost no more; null when there is none,
    /// or with too few whole trainings.
    /// </value>
    public double? Chance { get; init; }

    /// <value>With <see cref="CurveRule"/>: the chance below which the candidate is stopped; null with other rules.</value>
    public double? LeastChance { get; init; }

    /// <value>With <see cref="CurveRule"/>: the number of whole trainings to learn from; null with other rules.</value>
    public int? WholeCurves { get; init; }
}

/// <summary><c>generations/{n}/rungs/{r}/promotion.json</c>: which candidates of a generation are trained beyond a rung, in proposal order.</summary>
public sealed record RungPromotion
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    /// <value>The rung, from 1.</value>
    public required int Rung { get; init; }

    /// <value>One decision for each candidate that has the rung.</value>
    public required IReadOnlyList<PromotionDecision> Decisions { get; init; }
}
