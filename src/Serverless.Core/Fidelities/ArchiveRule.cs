using Serverless.Algorithms.MoHdnas;
using Serverless.Algorithms.MtfPdns;
using Serverless.Algorithms.Options;
using Serverless.Algorithms.Populations;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;

namespace Serverless.Core.Fidelities;

/// <summary>Decides which candidates of a generation are trained, for algorithms that search by what is known before. Pure.</summary>
/// <remarks>
/// After Vo, Luong (2024), where only the elitist archive of the zero-cost metrics is trained: nothing goes on that another candidate of the search
/// dominates or equals in them. Of a generation's members of the archive the first by an order go on, as many as the ladder keeps of the generation;
/// ties by candidate id.
/// </remarks>
public static class ArchiveRule
{
    /// <summary>What decisions call this rule.</summary>
    public static string NameOf(ArchiveOrder order) => order switch
    {
        ArchiveOrder.Novelty => "archiveThenNovelty",
        ArchiveOrder.Contribution => "archiveThenHypervolumeContribution",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "There is no such order."),
    };

    /// <summary>Compares the generation with everything of the search that has the rung.</summary>
    /// <param name="order">Of the archive's members.</param>
    /// <param name="ladder">How many are kept.</param>
    /// <param name="rung">From 1, before the last.</param>
    /// <param name="objectives">At least 1. An entry may lack some, which then count as worse than any value.</param>
    /// <param name="earlier">Those of earlier generations, in their order; at least those that no other dominates.</param>
    /// <param name="generation">This generation's, in proposal order; no candidate twice.</param>
    /// <returns>One decision per candidate of the generation, in its order.</returns>
    public static IReadOnlyList<PromotionDecision> Decide(
        ArchiveOrder order,
        RungLadder ladder,
        int rung,
        IReadOnlyList<Objective> objectives,
        IReadOnlyList<RungEntry> earlier,
        IReadOnlyList<RungEntry> generation)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(objectives);
        RungEntry[] all = [.. earlier, .. generation];
        double[] points = [.. all.SelectMany(entry => ObjectiveValues.MinimisedOrMissing(entry.Values, objectives))];
        var archive = MetricArchive.Rows(points, objectives.Count);
        var merits = order == ArchiveOrder.Novelty
            ? ParetoNovelty.Of(points, archive, objectives.Count)
            : FrontContribution.Of(points, archive, objectives.Count);
        var members = archive.ToHashSet();
        var places = new int[all.Length];
        var placesInGeneration = new int[all.Length];
        var met = 0;
        var ranking = Enumerable.Range(0, all.Length)
            .OrderByDescending(members.Contains)
            .ThenByDescending(index => merits[index])
            .ThenBy(index => all[index].Candidate.Value, StringComparer.Ordinal);
        foreach (var (place, index) in ranking.Index())
        {
            places[index] = place + 1;
            placesInGeneration[index] = index < earlier.Count ? 0 : ++met;
        }

        var most = ladder.Kept(generation.Count);
        return
        [
            .. generation.Select((entry, at) => (Entry: entry, Index: earlier.Count + at)).Select(one => new PromotionDecision
            {
                Candidate = one.Entry.Candidate,
                Rule = NameOf(order),
                Rung = rung,
                Values = one.Entry.Values,
                Rank = members.Contains(one.Index) ? 1 : 2,
                Contribution = merits[one.Index],
                Place = places[one.Index],
                Compared = all.Length,
                LastPlaceKept = archive.Count,
                PlaceInGeneration = placesInGeneration[one.Index],
                LastPlaceKeptInGeneration = most,
                IsPromoted = members.Contains(one.Index) && placesInGeneration[one.Index] <= most,
            }),
        ];
    }
}
