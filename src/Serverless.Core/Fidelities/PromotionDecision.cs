using Serverless.Spaces;

namespace Serverless.Core.Fidelities;

/// <summary>Why a candidate was trained on from a rung, or stopped there.</summary>
public sealed record PromotionDecision
{
    public required CandidateId Candidate { get; init; }

    /// <value>The name of the rule.</value>
    public required string Rule { get; init; }

    /// <value>From 1.</value>
    public required int Rung { get; init; }

    /// <value>What was compared: objective name to value, in the objective's own direction.</value>
    public required IReadOnlyDictionary<string, double> Values { get; init; }

    /// <value>Its nondominated front among those compared; 1 is the best. By <see cref="ArchiveRule"/> 2 for every other front.</value>
    public required int Rank { get; init; }

    /// <value>
    /// The volume that it alone dominates within its front, each objective scaled to the range of those compared; by <see cref="ArchiveRule"/>
    /// the merit that it orders by.
    /// </value>
    public required double Contribution { get; init; }

    /// <value>Its place among those compared, from 1.</value>
    public required int Place { get; init; }

    /// <value>How many were compared: all candidates of the search that had this rung.</value>
    public required int Compared { get; init; }

    /// <value>The last place that goes on.</value>
    public required int LastPlaceKept { get; init; }

    /// <value>Its place among those of its own generation, from 1.</value>
    public required int PlaceInGeneration { get; init; }

    /// <value>The last place in its generation that goes on.</value>
    public required int LastPlaceKeptInGeneration { get; init; }

    public required bool IsPromoted { get; init; }

    /// <value>By <see cref="CurveRule"/>: the chance that it ends above the best so far of what costs no more; null where there is none, or too few whole trainings.</value>
    public double? Chance { get; init; }

    /// <value>By <see cref="CurveRule"/>: the chance below which it is stopped; null by other rules.</value>
    public double? LeastChance { get; init; }

    /// <value>By <see cref="CurveRule"/>: how many whole trainings there were to learn from; null by other rules.</value>
    public int? WholeCurves { get; init; }
}

/// <summary><c>generations/{n}/rungs/{r}/promotion.json</c>: who of a generation is trained on from a rung, in proposal order.</summary>
public sealed record RungPromotion
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    /// <value>From 1.</value>
    public required int Rung { get; init; }

    /// <value>One for each candidate that has the rung.</value>
    public required IReadOnlyList<PromotionDecision> Decisions { get; init; }
}
