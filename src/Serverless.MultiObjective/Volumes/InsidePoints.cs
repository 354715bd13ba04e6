namespace Serverless.MultiObjective.Volumes;

/// <summary>Selects the points that dominate a volume up to a reference point.</summary>
static class InsidePoints
{
    /// <summary>Returns the points that are better than the reference in every objective, in their order. O(n m).</summary>
    /// <exception cref="ArgumentException">A coordinate of the reference is not finite, or the lengths do not match.</exception>
    public static double[] Of(ReadOnlySpan<double> points, ReadOnlySpan<double> reference)
    {
        Check(reference);
        var count = FlatPoints.Count(points, reference.Length);
        var inside = new double[points.Length];
        var length = 0;
        for (var i = 0; i < count; i++)
        {
            var point = points.Slice(i * reference.Length, reference.Length);
            if (IsInside(point, reference))
            {
                point.CopyTo(inside.AsSpan(length));
                length += point.Length;
            }
        }

        return length == inside.Length ? inside : inside[..length];
    }

    /// <summary>Returns whether a point is better than the reference in every objective; false for a point with a NaN.</summary>
    public static bool IsInside(ReadOnlySpan<double> point, ReadOnlySpan<double> reference)
    {
        for (var i = 0; i < point.Length; i++)
        {
            if (!(point[i] < reference[i]))
            {
                return false;
            }
        }

        return true;
    }

    static void Check(ReadOnlySpan<double> reference)
    {
        if (reference.IsEmpty)
        {
            throw new ArgumentException("A reference point has at least one objective.", nameof(reference));
        }

        for (var i = 0; i < reference.Length; i++)
        {
            if (!double.IsFinite(reference[i]))
            {
                throw new ArgumentException($"Coordinate {i} of the reference point is {reference[i]}; it must be finite.", nameof(reference));
            }
        }
    }
}
