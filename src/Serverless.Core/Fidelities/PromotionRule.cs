using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Core.Fidelities;

/// <summary>Decides which candidates of a generation are trained beyond a rung. Pure.</summary>
/// <remarks>
/// Multi-objective successive halving after Schmucker et al. (2021, MO-ASHA, algorithm 2): candidates are ordered by nondominated rank,
/// inside a front by what each adds to its hypervolume (the larger the better; values scaled to the range of those compared), ties by
/// candidate id. Unlike there decisions fall at
/// the ends of rungs of a generation, so that they do not depend on which worker answers first.
/// </remarks>
public static class PromotionRule
{
    /// <summary>What decisions call this rule.</summary>
    public const string Name = "nondominatedRankThenHypervolumeContribution";

    /// <summary>How far behind the worst value the volumes' reference lies, as a share of the values' range.</summary>
    const double Margin = 0.1;

    // Two points of a front always add equally much: such ties must not be decided by rounding.
    const int Digits = 12;

    /// <summary>
    /// Ranks the generation among everything of the search that has the rung. Those go on whose place is within the share kept of all,
    /// and within the share kept of the generation; the generation's best one always does.
    /// </summary>
    /// <param name="ladder">How many are kept.</param>
    /// <param name="rung">From 1, before the last.</param>
    /// <param name="objectives">At least 1.</param>
    /// <param name="earlier">Those of earlier generations, in any order.</param>
    /// <param name="generation">This generation's, in any order; no candidate twice.</param>
    /// <returns>One decision per candidate of the generation, in its order. Depends on no other order.</returns>
    public static IReadOnlyList<PromotionDecision> Decide(
        RungLadder ladder,
        int rung,
        IReadOnlyList<Objective> objectives,
        IReadOnlyList<RungEntry> earlier,
        IReadOnlyList<RungEntry> generation)
    {
        RungEntry[] all = [.. generation, .. earlier];
        var points = FlatPoints.Of([.. all.Select(entry => ObjectiveValues.Minimised(entry.Values, objectives))], objectives.Count);
        var ranks = new int[all.Length];
        NondominatedSort.Ranks(points, objectives.Count, ranks);
        var contributions = Contributions(points, objectives.Count);
        var order = Enumerable.Range(0, all.Length)
            .OrderBy(index => ranks[index])
            .ThenByDescending(index => contributions[index])
            .ThenBy(index => all[index].Candidate.Value, StringComparer.Ordinal)
            .ToList();
        var places = new int[all.Length];
        var placesInGeneration = new int[all.Length];
        var met = 0;
        foreach (var (place, index) in order.Index())
        {
            places[index] = place + 1;
            placesInGeneration[index] = index < generation.Count ? ++met : 0;
        }

        var (lastOfAll, lastOfGeneration) = (ladder.Kept(all.Length), ladder.Kept(generation.Count));
        return
        [
            .. generation.Select((entry, index) => new PromotionDecision
            {
                Candidate = entry.Candidate,
                Rule = Name,
                Rung = rung,
                Values = entry.Values,
                Rank = ranks[index] + 1,
                Contribution = contributions[index],
                Place = places[index],
                Compared = all.Length,
                LastPlaceKept = lastOfAll,
                PlaceInGeneration = placesInGeneration[index],
                LastPlaceKeptInGeneration = lastOfGeneration,
                IsPromoted = placesInGeneration[index] == 1
                    || (places[index] <= lastOfAll && placesInGeneration[index] <= lastOfGeneration),
            }),
        ];
    }

    static double[] Contributions(double[] points, int objectives)
    {
        var contributions = new double[points.Length / objectives];
        if (contributions.Length == 0)
        {
            return contributions;
        }

        var (scaled, reference) = Scale(points, objectives);
        foreach (var front in NondominatedSort.Fronts(points, objectives))
        {
            double[] flat = [.. front.SelectMany(index => scaled[(index * objectives)..((index + 1) * objectives)])];
            var volumes = HypervolumeContribution.OfEach(flat, reference);
            for (var i = 0; i < front.Length; i++)
            {
                contributions[front[i]] = Math.Round(volumes[i], Digits);
            }
        }

        return contributions;
    }

    /// <summary>Puts each objective's values between 0 and 1, so that no unit and no shift decides, and the reference behind them.</summary>
    static (double[] Points, double[] Reference) Scale(double[] points, int objectives)
    {
        var scaled = new double[points.Length];
        var reference = new double[objectives];
        for (var objective = 0; objective < objectives; objective++)
        {
            int[] places = [.. Enumerable.Range(0, points.Length / objectives).Select(index => (index * objectives) + objective)];
            var least = places.Min(place => points[place]);
            var range = places.Max(place => points[place]) - least;
            Array.ForEach(places, place => scaled[place] = range > 0 ? (points[place] - least) / range : 0);
            reference[objective] = (range > 0 ? 1 : 0) + Margin;
        }

        return (scaled, reference);
    }
}

/// <summary>One line of <c>{id}/rungs.jsonl</c>: what a generation had at rungs below the last, which later ones are compared with.</summary>
public sealed record RungPool
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    /// <value>In proposal order, each candidate's rungs ascending; in an asynchronous search in the order of arrivals.</value>
    public required IReadOnlyList<RungEntry> Entries { get; init; }

    /// <value>In an asynchronous search that promotes: who came to a rung in this turn and waits there; null when nobody.</value>
    public IReadOnlyList<OpenEvaluation>? Joined { get; init; }

    /// <value>Who waited before this turn and waits no longer, having gone on or ended; null when nobody.</value>
    public IReadOnlyList<CandidateId>? Left { get; init; }
}

/// <summary>What a candidate was worth at a rung.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Rung">From 1.</param>
/// <param name="Values">Objective name to value, in the objective's own direction.</param>
public sealed record RungEntry(CandidateId Candidate, int Rung, IReadOnlyDictionary<string, double> Values)
{
    /// <value>Where learning curves decide: the architecture in the space's own notation. Otherwise null.</value>
    public string? Architecture { get; init; }
}

/// <summary>Which candidates are trained further than a rung.</summary>
public sealed record PromotionSpecification
{
    /// <summary>The factor of a request that names rungs and says nothing else.</summary>
    public const double DefaultReductionFactor = 3;

    /// <value>
    /// The η of successive halving: of the candidates at a rung, one in so many is trained on to the next, rounded down, and at least one
    /// always is. At least 1; 1 where learning curves decide, by which all may go on.
    /// </value>
    public required double ReductionFactor { get; init; }

    /// <value>
    /// After a rung of 0 epochs: the zero-cost proxy that stands for the metrics which only training tells. Null where there
    /// is no such rung, and where the algorithm has its own.
    /// </value>
    public string? ZeroCostProxy { get; init; }

    /// <value>In asynchronous searches; null: <see cref="HalvingVariant.Stopping"/>.</value>
    public HalvingVariant? Variant { get; init; }

    /// <value>By what candidates go on; null: <see cref="RungRule.Rank"/>.</value>
    public RungRule? Rule { get; init; }

    /// <value>By learning curves: a candidate is stopped that ends above the best one so far with a smaller chance, from 0 to 1. Null by rank.</value>
    public double? LeastChance { get; init; }

    /// <value>By learning curves: how many whole trainings there are before any candidate is stopped. Null by rank.</value>
    public int? WholeCurves { get; init; }
}
