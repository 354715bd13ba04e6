using Serverless.MultiObjective;

namespace Serverless.Algorithms.Populations;

/// <summary>Keeps an unbounded archive of candidates that are nondominated in what is known before any training.</summary>
public static class MetricArchive
{
    /// <summary>Returns the points that no other dominates; the first of equal ones.</summary>
    /// <remarks>A missing value is worse than every other; a point without any value is left out. O(n · archive · m).</remarks>
    /// <param name="points">n × m.</param>
    /// <param name="metrics">The number of metrics m, at least 1.</param>
    /// <returns>The row indices of the points, in ascending order.</returns>
    public static IReadOnlyList<int> Rows(ReadOnlySpan<double> points, int metrics)
    {
        var archive = new NondominatedSet<int>(metrics);
        var point = new double[metrics];
        for (var row = 0; row < points.Length / metrics; row++)
        {
            for (var i = 0; i < metrics; i++)
            {
                var value = points[(row * metrics) + i];
                point[i] = double.IsFinite(value) ? value : double.PositiveInfinity;
            }

            if (point.Any(double.IsFinite))
            {
                archive.Add(point, row);
            }
        }

        return archive.Items;
    }

    /// <summary>Returns whether a member can be compared by its metrics: it has some, violates no constraint and did not fail.</summary>
    internal static bool HasMetrics(Member member) =>
        member.Metrics.Length > 0 && (member.IsFeasible || member.Status == ObservationStatus.Screened);

    /// <summary>Returns the archive after new members were added in the order in which they came.</summary>
    internal static IReadOnlyList<Member> Add(IReadOnlyList<Member> archive, IEnumerable<Member> told)
    {
        Member[] all = [.. archive, .. told.Where(HasMetrics)];
        return all.Length == 0 ? [] : [.. Rows(PointsOf(all), all[0].Metrics.Length).Select(row => all[row])];
    }

    /// <summary>Returns the metrics of some members, at least one, one row for each.</summary>
    internal static double[] PointsOf(IReadOnlyList<Member> members) =>
        FlatPoints.Of(members.Select(member => member.Metrics), members[0].Metrics.Length);
}
