namespace Serverless.MultiObjective;

/// <summary>Converts points to the layout that the computations of this project take: n × m, row-major, one row per point.</summary>
public static class FlatPoints
{
    /// <summary>Returns the rows one after the other. O(n m).</summary>
    /// <param name="points">n points of m values each.</param>
    /// <param name="objectives">The number of objectives m, at least 1.</param>
    /// <exception cref="ArgumentException">A point has another length; the message gives its index.</exception>
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

    /// <summary>Returns the number of points.</summary>
    /// <param name="points">n × m.</param>
    /// <param name="objectives">The number of objectives m, at least 1.</param>
    /// <exception cref="ArgumentException">There is no objective, or the length is not a multiple of <paramref name="objectives"/>.</exception>
    internal static int Count(ReadOnlySpan<double> points, int objectives)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(objectives, 1);
        var (count, rest) = Math.DivRem(points.Length, objectives);
        return rest == 0
            ? count
            : throw new ArgumentException($"{points.Length} values are not a whole number of points of {objectives} objectives.", nameof(points));
    }
}
