using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.MultiObjective;
using Serverless.Spaces;

namespace Serverless.Core.Fidelities;

/// <summary>Decides which candidates of a generation are trained beyond a rung. Pure.</summary>
/// <remarks>
/// Multi-objective successive halving after Schmucker et al. (2021, MO-ASHA, algorithm 2): candidates are ordered by nondominated rank, within a
/// front by what each adds to its hypervolume (larger is better; values scaled to the range of those compared), and ties by candidate id. Unlike in
/// the publication, decisions are made when a generation reaches the end of a rung, so that they do not depend on which worker answers first.
/// </remarks>
public static class PromotionRule
{
    /// <summary>The name of this rule in decisions.</summary>
    public const string Name = "nondominatedRankThenHypervolumeContribution";

    /// <summary>The distance of the volumes' reference point behind the worst value, as a share of the range of values.</summary>
    const double Margin = 0.1;

    // Two points of a front always add the same volume: rounding must not decide such ties.
    const int Digits = 12;

    /// <summary>
    /// Ranks the generation among all candidates of the search that have the rung. Candidates continue whose place is within the share kept of all
    /// and within the share kept of the generation; the best of the generation always continues.
    /// </summary>
    /// <param name="ladder">The rungs, with the share to keep.</param>
    /// <param name="rung">The rung, from 1, before the last.</param>
    /// <param name="objectives">The objectives, at least one.</param>
    /// <param name="earlier">The values of earlier generations, in any order.</param>
    /// <param name="generation">The values of this generation, in any order; no candidate twice.</param>
    /// <returns>
    /// One decision per candidate of the generation, in the order of <paramref name="generation"/>. The result depends on no other order.
    /// </returns>
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

    /// <summary>
    /// Scales each objective's values to between 0 and 1, so that units and shifts do not matter, with the reference point behind them.
    /// </summary>
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

/// <summary>
/// One line of <c>{id}/rungs.jsonl</c>: the values of a generation at rungs below the last, and where learning curves decide also at the last, with
/// which later generations are compared.
/// </summary>
public sealed record RungPool
{
    public int SchemaVersion { get; init; } = 1;

    public required int Generation { get; init; }

    /// <value>The values in proposal order, each candidate's rungs ascending; in an asynchronous search, in the order of arrivals.</value>
    public required IReadOnlyList<RungEntry> Entries { get; init; }

    /// <value>
    /// In an asynchronous search that promotes: the evaluations that reached a rung in this turn and wait there; null when there are none.
    /// </value>
    public IReadOnlyList<OpenEvaluation>? Joined { get; init; }

    /// <value>The candidates that waited before this turn and wait no longer, because they continued or ended; null when there are none.</value>
    public IReadOnlyList<CandidateId>? Left { get; init; }
}

/// <summary>The values of a candidate at a rung.</summary>
/// <param name="Candidate">The candidate.</param>
/// <param name="Rung">The rung, from 1.</param>
/// <param name="Values">The values: objective name to value, in the objective's own direction.</param>
public sealed record RungEntry(CandidateId Candidate, int Rung, IReadOnlyDictionary<string, double> Values)
{
    /// <value>Where learning curves decide: the architecture in the notation of the space. Otherwise null.</value>
    public string? Architecture { get; init; }
}

/// <summary>Specifies which candidates are trained beyond a rung.</summary>
public sealed record PromotionSpecification
{
    /// <summary>The factor of a request that has rungs and names no factor.</summary>
    public const double DefaultReductionFactor = 3;

    /// <value>
    /// The η of successive halving: one in this many candidates at a rung, rounded down but at least one, is trained to the next rung. At least 1; 1
    /// where learning curves decide, which can let all candidates continue.
    /// </value>
    public required double ReductionFactor { get; init; }

    /// <value>
    /// After a rung of 0 epochs: the zero-cost proxy that replaces the metrics known only after training. Null when there is no such rung, and when
    /// the algorithm has a proxy of its own.
    /// </value>
    public string? ZeroCostProxy { get; init; }

    /// <value>The variant in asynchronous searches; null for <see cref="HalvingVariant.Stopping"/>.</value>
    public HalvingVariant? Variant { get; init; }

    /// <value>The rule by which candidates continue; null for <see cref="RungRule.Rank"/>.</value>
    public RungRule? Rule { get; init; }

    /// <value>
    /// With learning curves: a candidate is stopped when its chance of ending above the best one so far is smaller than this, 0 to 1. Null with
    /// ranks.
    /// </value>
    public double? LeastChance { get; init; }

    /// <value>With learning curves: the number of whole trainings before any candidate is stopped. Null with ranks.</value>
    public int? WholeCurves { get; init; }
}
