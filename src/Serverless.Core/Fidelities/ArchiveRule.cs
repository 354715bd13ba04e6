using Serverless.Algorithms.MoHdnas;
using Serverless.Algorithms.MtfPdns;
using Serverless.Algorithms.Options;
using Serverless.Algorithms.Populations;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;

namespace Serverless.Core.Fidelities;

/// <summary>Decides which candidates of a generation are trained, for algorithms that search by metrics known before training. Pure.</summary>
/// <remarks>
/// After Vo, Luong (2024), where only the elitist archive of the zero-cost metrics is trained: a candidate does not continue if another candidate of
/// the search dominates or equals it in these metrics. Of the generation's members of the archive, the first in the given order continue, as many as
/// the ladder keeps of the generation; ties are broken by candidate id.
/// </remarks>
public static class ArchiveRule
{
    /// <summary>Returns the name of this rule in decisions.</summary>
    public static string NameOf(ArchiveOrder order) => order switch
    {
        ArchiveOrder.Novelty => "archiveThenNovelty",
        ArchiveOrder.Contribution => "archiveThenHypervolumeContribution",
        _ => throw new ArgumentOutOfRangeException(nameof(order), order, "The order is unknown."),
    };

    /// <summary>Compares the generation with all candidates of the search that have reached the rung.</summary>
    /// <param name="order">The order of the archive's members.</param>
    /// <param name="ladder">The ladder, which says how many are kept.</param>
    /// <param name="rung">The rung, from 1, before the last.</param>
    /// <param name="objectives">The objectives, at least 1. An entry can lack some, which then count as worse than any value.</param>
    /// <param name="earlier">Entries of earlier generations, in their order; at least those that are nondominated.</param>
    /// <param name="generation">Entries of this generation, in proposal order; no candidate occurs twice.</param>
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
