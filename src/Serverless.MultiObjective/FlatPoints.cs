namespace Serverless.MultiObjective;

/// <summary>Lays points out as the kernels of this folder take them: n × m, row-major, one row per point.</summary>
public static class FlatPoints
{
    /// <summary>The rows, one after the other. O(n m).</summary>
    /// <param name="points">n points, each of m values.</param>
    /// <param name="objectives">m, at least 1.</param>
    /// <exception cref="ArgumentException">A point of another length; the message gives its index.</exception>
    public static double[] Of(IEnumerable<IReadOnlyList<double>> points, int objectives)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(objectives, 1);
        var flat = new List<double>();
        foreach (var (index, point) in points.Index())
        {
            if (point.Count != objectives)
            {
                throw new ArgumentException($"Point {index} has {point.Count} values; each must have {objectives}.", nameof(points));
            }

            flat.AddRange(point);
        }

        return [.. flat];
    }

    /// <summary>How many points there are.</summary>
    /// <param name="points">n × m.</param>
    /// <param name="objectives">m, at least 1.</param>
    /// <exception cref="ArgumentException">No objective, or the length is no multiple of <paramref name="objectives"/>.</exception>
    internal static int Count(ReadOnlySpan<double> points, int objectives)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(objectives, 1);
        var (count, rest) = Math.DivRem(points.Length, objectives);
        return rest == 0
            ? count
            : throw new ArgumentException($"{points.Length} values are no whole number of points of {objectives} objectives.", nameof(points));
    }
}
