using Serverless.Algorithms.Populations;
using Serverless.MultiObjective;

namespace Serverless.Algorithms.Lamoo;

/// <summary>Counts for each of a set of members how many of the others dominate it.</summary>
/// <remarks>
/// Zhao, Wang, Yang, Zhang, Guo, Tian 2022, section 3; with constraints by the dominance of Deb, Pratap, Agarwal, Meyarivan 2002: feasible members
/// dominate infeasible ones, a smaller violation dominates a larger one, and everything except a failure dominates a failure.
/// </remarks>
static class DominanceNumbers
{
    /// <summary>Returns one number for each member, in the order of the members. O(n² m).</summary>
    public static int[] Of(IReadOnlyList<Member> members) =>
        [.. members.Select(member => members.Count(other => Dominates(other, member)))];

    static bool Dominates(Member first, Member second)
    {
        if (first.IsFeasible)
        {
            return !second.IsFeasible || Dominance.Dominates(first.Objectives, second.Objectives);
        }

        return !second.IsFeasible && first.Status != ObservationStatus.Failed
            && (second.Status == ObservationStatus.Failed || first.Violation < second.Violation);
    }
}
