using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.Moead;

/// <summary>The feasible member with the least finite value of each objective: together they make the ideal point.</summary>
static class ExtremeMembers
{
    /// <summary>At most one for each objective; of equal values the first stays.</summary>
    public static IReadOnlyList<Member> Add(IReadOnlyList<Member> extremes, IReadOnlyList<Member> told)
    {
        Member[] feasible = [.. extremes.Concat(told).Where(member => member.IsFeasible)];
        return feasible.Length == 0
            ? []
            : [.. Enumerable.Range(0, feasible[0].Objectives.Length).Select(objective => Least(feasible, objective)).OfType<Member>().DistinctBy(member => member.Architecture)];
    }

    static Member? Least(Member[] members, int objective) =>
        members.Where(member => double.IsFinite(member.Objectives[objective])).MinBy(member => member.Objectives[objective]);
}
