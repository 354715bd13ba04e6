using Serverless.Algorithms.MtfPdns;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;

namespace Serverless.Core.Fidelities;

/// <summary>Decides which candidates of a generation are trained, for algorithms that search by what is known before. Pure.</summary>
/// <remarks>
/// After Vo, Luong (2024), where only the elitist archive of the zero-cost metrics is trained: nothing goes on that another candidate of the search
/// dominates or equals in them. Of a generation's members of the archive the most novel go on, as many as the ladder keeps of the generation; ties by
/// candidate id.
/// </remarks>
public static class NoveltyRule
{
    /// <summary>What decisions call this rule.</summary>
    public const string Name = "archiveThenNovelty";

    /// <summary>Compares the generation with everything of the search that has the rung.</summary>
    /// <param name="ladder">How many are kept.</param>
    /// <param name="rung">From 1, before the last.</param>
    /// <param name="objectives">At least 1. An entry may lack some, which then count as worse than any value.</param>
    /// <param name="earlier">Those of earlier generations, in their order; at least those that no other dominates.</param>
    /// <param name="generation">This generation's, in proposal order; no candidate twice.</param>
    /// <returns>One decision per candidate of the generation, in its order.</returns>
    public static IReadOnlyList<PromotionDecision> Decide(
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
        var archive = ParetoNovelty.Archive(points, objectives.Count);
        var novelty = ParetoNovelty.Of(points, archive, objectives.Count);
        var members = archive.ToHashSet();
        var places = new int[all.Length];
        var placesInGeneration = new int[all.Length];
        var met = 0;
        var order = Enumerable.Range(0, all.Length)
            .OrderByDescending(members.Contains)
            .ThenByDescending(index => novelty[index])
            .ThenBy(index => all[index].Candidate.Value, StringComparer.Ordinal);
        foreach (var (place, index) in order.Index())
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
                Rule = Name,
                Rung = rung,
                Values = one.Entry.Values,
                Rank = members.Contains(one.Index) ? 1 : 2,
                Contribution = novelty[one.Index],
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
