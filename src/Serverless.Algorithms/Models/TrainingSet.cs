using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.Models;

/// <summary>Selects the observations that models learn from.</summary>
static class TrainingSet
{
    /// <summary>The limit above which a value indicates that something went wrong, and not how good a candidate is.</summary>
    const double Largest = 1e100;

    /// <summary>
    /// The number of interquartile ranges beyond which values are clipped, since one outlier would flatten the differences between all others.
    /// </summary>
    const double WinsorRange = 5;

    /// <summary>The share of the members that can be kept for the latest of those that violate a constraint or failed.</summary>
    const double ViolatorShare = 0.25;

    /// <summary>
    /// Returns the members with the best ranks, and of one rank the latest, in the order in which they were observed. A quarter of the places is for
    /// the latest members that violate a constraint or failed, if there are so many: without them models would forget where constraints are violated.
    /// </summary>
    public static IReadOnlyList<Member> Keep(IReadOnlyList<Member> members, int most)
    {
        if (members.Count <= most)
        {
            return members;
        }

        int[] best = [.. ConstrainedSort.Fronts(members).SelectMany(front => front.OrderDescending())];
        var latest = Enumerable.Range(0, members.Count).Where(index => !members[index].IsFeasible).TakeLast((int)(ViolatorShare * most)).ToHashSet();
        var kept = latest.Concat(best.Where(index => !latest.Contains(index))).Take(most).Order();
        return [.. kept.Select(index => members[index])];
    }

    /// <summary>Returns whether an objective of a member is known and can be learnt from.</summary>
    public static bool IsKnown(Member member, int objective) =>
        member.Status == ObservationStatus.Evaluated && Math.Abs(member.Objectives[objective]) < Largest;

    /// <summary>Returns whether a member's margin of a constraint is known and can be learnt from.</summary>
    public static bool IsMarginKnown(Member member, int constraint) => constraint < member.Margins.Length && Math.Abs(member.Margins[constraint]) < Largest;

    /// <summary>Clips values that lie far outside the quartiles.</summary>
    public static void Winsorise(Span<double> values)
    {
        if (values.Length < 4)
        {
            return;
        }

        var sorted = values.ToArray();
        Array.Sort(sorted);
        var (low, high) = (sorted[sorted.Length / 4], sorted[sorted.Length * 3 / 4]);
        var range = high - low > 0 ? high - low : (sorted[^1] - sorted[0]) / WinsorRange;
        foreach (ref var value in values)
        {
            value = Math.Clamp(value, low - (WinsorRange * range), high + (WinsorRange * range));
        }
    }
}
