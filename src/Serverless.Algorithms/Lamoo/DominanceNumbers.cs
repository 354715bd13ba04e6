using Serverless.Algorithms.Populations;
using Serverless.MultiObjective;

namespace Serverless.Algorithms.Lamoo;

/// <summary>How many of some members dominate each.</summary>
/// <remarks>
/// Zhao, Wang, Yang, Zhang, Guo, Tian 2022, section 3; with constraints by the dominance of Deb, Pratap, Agarwal, Meyarivan 2002: everything
/// feasible dominates what is not, less violation dominates more, and everything but a failure dominates a failure.
/// </remarks>
static class DominanceNumbers
{
    /// <summary>One number for each member, in their order. O(n² m).</summary>
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
