using Serverless.MultiObjective;

namespace Serverless.Algorithms.Populations;

/// <summary>
/// Sorts members into fronts: feasible before infeasible, smaller violations before larger ones, failures last; feasible ones by Pareto dominance.
/// </summary>
/// <remarks>Deb, Pratap, Agarwal, Meyarivan 2002, definition 1. Nothing is known about failed candidates, so none is better than another.</remarks>
static class ConstrainedSort
{
    /// <summary>
    /// Returns the members' indices, front by front, in ascending order within a front; the members of one front are all feasible or all infeasible.
    /// </summary>
    public static IReadOnlyList<int[]> Fronts(IReadOnlyList<Member> members)
    {
        var feasible = new List<int>();
        var infeasible = new List<int>();
        var failed = new List<int>();
        for (var i = 0; i < members.Count; i++)
        {
            (members[i].IsFeasible ? feasible : members[i].Status == ObservationStatus.Failed ? failed : infeasible).Add(i);
        }

        var fronts = new List<int[]>();
        if (feasible.Count > 0)
        {
            var objectives = Objectives(members, feasible);
            fronts.AddRange(NondominatedSort.Fronts(objectives, members[feasible[0]].Objectives.Length)
                .Select(front => Array.ConvertAll(front, index => feasible[index])));
        }

        fronts.AddRange(infeasible.GroupBy(index => ViolationOf(members[index])).OrderBy(group => group.Key).Select(group => group.ToArray()));
        if (failed.Count > 0)
        {
            fronts.Add([.. failed]);
        }

        return fronts;
    }

    /// <summary>Returns the objectives of some members, one row for each.</summary>
    public static double[] Objectives(IReadOnlyList<Member> members, IReadOnlyList<int> indices)
    {
        if (indices.Count == 0)
        {
            return [];
        }

        var count = members[indices[0]].Objectives.Length;
        var flat = new double[indices.Count * count];
        for (var i = 0; i < indices.Count; i++)
        {
            members[indices[i]].Objectives.CopyTo(flat, i * count);
        }

        return flat;
    }

    static double ViolationOf(Member member) => double.IsNaN(member.Violation) ? double.PositiveInfinity : member.Violation;
}
