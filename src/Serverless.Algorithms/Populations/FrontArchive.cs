using Serverless.MultiObjective;

namespace Serverless.Algorithms.Populations;

/// <summary>Keeps the feasible members that no other dominates; without a feasible one, those with the smallest violation.</summary>
static class FrontArchive
{
    /// <summary>Returns the archive after new members were added in the order in which they came; of equal points the first is kept.</summary>
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

        // If all observations are NaN, there is nothing better to continue from.
        return set.Count > 0 ? [.. set.Items] : [.. best.Select(index => all[index])];
    }
}
