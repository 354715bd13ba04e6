using Serverless.MultiObjective;

namespace Serverless.Algorithms.Populations;

/// <summary>Keeps the feasible members that none dominates; without a feasible one, those that violate least.</summary>
static class FrontArchive
{
    /// <summary>The archive after some more members were told, in the order they came; of equal points the first stays.</summary>
    public static IReadOnlyList<Member> Add(IReadOnlyList<Member> archive, IReadOnlyList<Member> told)
    {
        Member[] all = [.. archive, .. told];
        var best = ConstrainedSort.Fronts(all)[0];
        if (!all[best[0]].IsFeasible)
        {
            return [.. best.Select(index => all[index])];
        }

        var set = new NondominatedSet<Member>(all[best[0]].Objectives.Length);
        foreach (var index in best)
        {
            set.Add(all[index].Objectives, all[index]);
        }

        // Everything that was told is NaN: there is nothing better to go on from.
        return set.Count > 0 ? [.. set.Items] : [.. best.Select(index => all[index])];
    }
}
