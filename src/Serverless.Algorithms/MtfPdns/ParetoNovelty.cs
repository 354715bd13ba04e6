using Serverless.Algorithms.Populations;

namespace Serverless.Algorithms.MtfPdns;

/// <summary>
/// Computes novelty by Pareto dominance: the distance from the nondominated points, of which more is better for these points and worse for all
/// others.
/// </summary>
/// <remarks>Vo, Luong 2024 (GECCO). Points are n × m, row-major, smaller is better; a value that is not finite is missing.</remarks>
public static class ParetoNovelty
{
    /// <summary>Returns the novelty of every point.</summary>
    /// <remarks>
    /// Novelty is the mean Euclidean distance to the archive, with each metric scaled to the range of all points, negated for points outside the
    /// archive. A missing value counts as the worst of its metric's range. O(n · archive · m).
    /// </remarks>
    /// <param name="points">n × m.</param>
    /// <param name="archive">The row indices of the archive's points; if it is empty, all points are equally novel.</param>
    /// <param name="metrics">The number of metrics m, at least 1.</param>
    /// <returns>n values; larger is better.</returns>
    public static double[] Of(ReadOnlySpan<double> points, IReadOnlyList<int> archive, int metrics)
    {
        ArgumentNullException.ThrowIfNull(archive);
        var novelty = new double[points.Length / metrics];
        if (archive.Count == 0)
        {
            return novelty;
        }

        var scaled = ObjectiveScale.Of(points, metrics).Apply(points);
        for (var i = 0; i < scaled.Length; i++)
        {
            scaled[i] = double.IsFinite(points[i]) ? scaled[i] : 1;
        }

        var members = archive.ToHashSet();
        for (var row = 0; row < novelty.Length; row++)
        {
            var sum = 0.0;
            foreach (var member in archive)
            {
                sum += Distance(scaled.AsSpan(row * metrics, metrics), scaled.AsSpan(member * metrics, metrics));
            }

            novelty[row] = (members.Contains(row) ? sum : -sum) / archive.Count;
        }

        return novelty;
    }

    static double Distance(ReadOnlySpan<double> one, ReadOnlySpan<double> other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
        {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }

        return Math.Sqrt(sum);
    }
}
