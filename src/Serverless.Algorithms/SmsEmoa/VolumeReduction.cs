using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.SmsEmoa;

/// <summary>Gives up the members that a population loses least by.</summary>
static class VolumeReduction
{
    /// <summary>A population that members join one by one, as (μ + 1) selection keeps it.</summary>
    /// <param name="population">In any order, which is kept.</param>
    /// <param name="told">Those that join, in proposal order.</param>
    /// <param name="size">The most that stay, at least 1.</param>
    public static IReadOnlyList<Member> Join(IReadOnlyList<Member> population, IReadOnlyList<Member> told, int size)
    {
        var members = population.ToList();
        foreach (var member in told)
        {
            members.Add(member);
            if (members.Count > size)
            {
                members.Remove(Worst(members));
            }
        }

        return members;
    }

    /// <summary>Of the last front the one that dominates the least volume alone; of equal ones the last.</summary>
    /// <param name="members">At least one.</param>
    public static Member Worst(IReadOnlyList<Member> members)
    {
        var last = ConstrainedSort.Fronts(members)[^1];
        var worst = members[last[^1]];
        if (last.Length == 1 || !worst.IsFeasible)
        {
            return worst;
        }

        // Only the last front needs its volumes.
        var scores = new VolumeScore().Of(ConstrainedSort.Objectives(members, last), worst.Objectives.Length, rank: 0);
        return members[last[scores.AsSpan().LastIndexOf(scores.Min())]];
    }
}
