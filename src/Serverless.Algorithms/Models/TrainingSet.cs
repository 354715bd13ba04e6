using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.Models;

/// <summary>Which observations models learn from.</summary>
static class TrainingSet
{
    /// <summary>Larger values say that something went wrong, not how good a candidate is.</summary>
    const double Largest = 1e100;

    /// <summary>Beyond so many interquartile ranges values are cut: one outlier would flatten all others.</summary>
    const double WinsorRange = 5;

    /// <summary>The best ranks, and of one rank the latest; in the order they were told.</summary>
    public static IReadOnlyList<Member> Keep(IReadOnlyList<Member> members, int most)
    {
        if (members.Count <= most)
        {
            return members;
        }

        var kept = ConstrainedSort.Fronts(members).SelectMany(front => front.OrderDescending()).Take(most).Order();
        return [.. kept.Select(index => members[index])];
    }

    /// <summary>Whether an objective of a member is known and can be learnt from.</summary>
    public static bool IsKnown(Member member, int objective) =>
        member.Status == ObservationStatus.Evaluated && Math.Abs(member.Objectives[objective]) < Largest;

    /// <summary>Whether it is known how far a member keeps a constraint, or breaks it, and that can be learnt from.</summary>
    public static bool IsMarginKnown(Member member, int constraint) => constraint < member.Margins.Length && Math.Abs(member.Margins[constraint]) < Largest;

    /// <summary>Cuts what lies far outside the quartiles.</summary>
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
