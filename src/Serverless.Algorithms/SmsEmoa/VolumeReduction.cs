using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.SmsEmoa;

/// <summary>Removes the members whose loss costs a population the least volume.</summary>
static class VolumeReduction
{
    /// <summary>Returns a population after members have joined it one by one, with (μ + 1) selection.</summary>
    /// <param name="population">The population, in any order, which is kept.</param>
    /// <param name="told">The members that join, in proposal order.</param>
    /// <param name="size">The largest number of members that stay, at least 1.</param>
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

    /// <summary>Returns the member of the last front that dominates the least volume alone; the last of equal ones.</summary>
    /// <param name="members">The members, at least one.</param>
    public static Member Worst(IReadOnlyList<Member> members)
    {
        var last = ConstrainedSort.Fronts(members)[^1];
        var worst = members[last[^1]];
        if (last.Length == 1 || !worst.IsFeasible)
        {
            return worst;
        }

        // Volumes are needed only for the last front.
        var scores = new VolumeScore().Of(ConstrainedSort.Objectives(members, last), worst.Objectives.Length, rank: 0);
        return members[last[scores.AsSpan().LastIndexOf(scores.Min())]];
    }
}
