using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.Moead;

/// <summary>
/// Assigns members to subproblems. Feasible members come before infeasible ones, smaller violations before larger ones, and failures last; then cost
/// decides.
/// </summary>
/// <remarks>
/// Objectives are scaled to the range of the front found so far. Because evaluations come back in any order, a child belongs to no particular
/// subproblem: it is assigned to the one where it improves most and to the neighbours of that one (global replacement; Wang, Zhang, Zhou, Gong, Jiao
/// 2016), and replaces at most two members (Li, Zhang 2009).
/// </remarks>
sealed class Assignment
{
    const int MostReplacements = 2;

    readonly Subproblems _subproblems;
    readonly ObjectiveScale _scale;
    readonly Dictionary<Member, double[]> _scaled = [];

    /// <param name="subproblems">The subproblems.</param>
    /// <param name="known">The members whose front defines the scale.</param>
    public Assignment(Subproblems subproblems, IReadOnlyList<Member> known)
    {
        _subproblems = subproblems;
        int[] front = [.. ConstrainedSort.Fronts(known)[0].Where(index => known[index].IsFeasible)];
        _scale = ObjectiveScale.Of(ConstrainedSort.Objectives(known, front), subproblems.Objectives);
    }

    /// <summary>Returns the best member for each subproblem; a member can be the best for several.</summary>
    public IReadOnlyList<Member> BestOf(IReadOnlyList<Member> members, int count) =>
        [.. Enumerable.Range(0, count).Select(subproblem => members.Aggregate((best, member) => IsBetter(member, best, subproblem) ? member : best))];

    /// <summary>Returns the population, one member for each subproblem, after some children have been added.</summary>
    public IReadOnlyList<Member> Replace(IReadOnlyList<Member> population, IEnumerable<Member> children)
    {
        Member[] places = [.. population];
        foreach (var child in children)
        {
            int[] improved = [.. Enumerable.Range(0, places.Length).Where(place => IsBetter(child, places[place], place))];
            if (improved.Length == 0)
            {
                continue;
            }

            var home = improved.MaxBy(place => Gain(child, places[place], place));
            foreach (var place in _subproblems.Neighbours(home).Where(improved.Contains).Take(MostReplacements))
            {
                places[place] = child;
            }
        }

        return places;
    }

    bool IsBetter(Member first, Member second, int subproblem)
    {
        var (tier, other) = (Tier(first), Tier(second));
        return tier != other ? tier < other : tier switch
        {
            0 => Cost(first, subproblem) < Cost(second, subproblem),
            1 => first.Violation < second.Violation,
            _ => false,
        };
    }

    /// <summary>Returns the improvement; it is largest for a step from infeasible to feasible.</summary>
    double Gain(Member child, Member member, int subproblem) =>
        child.IsFeasible && member.IsFeasible ? Cost(member, subproblem) - Cost(child, subproblem) : double.PositiveInfinity;

    double Cost(Member member, int subproblem)
    {
        if (!_scaled.TryGetValue(member, out var scaled))
        {
            _scaled.Add(member, scaled = _scale.Apply(member.Objectives));
        }

        return _subproblems.Cost(scaled, subproblem);
    }

    static int Tier(Member member) => member.IsFeasible ? 0 : member.Status == ObservationStatus.Failed ? 2 : 1;
}
