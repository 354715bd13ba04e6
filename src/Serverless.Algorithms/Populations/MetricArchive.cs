using Serverless.MultiObjective;

namespace Serverless.Algorithms.Populations;

/// <summary>An unbounded archive of candidates that no other dominates in what is known before any training.</summary>
public static class MetricArchive
{
    /// <summary>The points that no other dominates; of equal ones the first.</summary>
    /// <remarks>What is missing is worse than every value; a point without any value is left out. O(n · archive · m).</remarks>
    /// <param name="points">n × m.</param>
    /// <param name="metrics">m, at least 1.</param>
    /// <returns>Their rows, ascending.</returns>
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

    /// <summary>Whether a member can be compared by its metrics: it has some, and no constraint or failure speaks against it.</summary>
    internal static bool HasMetrics(Member member) =>
        member.Metrics.Length > 0 && (member.IsFeasible || member.Status == ObservationStatus.Screened);

    /// <summary>The archive after some more members were told, in the order they came.</summary>
    internal static IReadOnlyList<Member> Add(IReadOnlyList<Member> archive, IEnumerable<Member> told)
    {
        Member[] all = [.. archive, .. told.Where(HasMetrics)];
        return all.Length == 0 ? [] : [.. Rows(PointsOf(all), all[0].Metrics.Length).Select(row => all[row])];
    }

    /// <summary>The metrics of some members, at least one, one row for each.</summary>
    internal static double[] PointsOf(IReadOnlyList<Member> members) =>
        FlatPoints.Of(members.Select(member => member.Metrics), members[0].Metrics.Length);
}
