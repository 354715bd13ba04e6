namespace Serverless.MultiObjective.Volumes;

/// <summary>Moves the points that no other dominates to the front of a span, one copy of each. O(n k m) for k of them.</summary>
static class NondominatedFilter
{
    /// <returns>The length of the kept part, in values.</returns>
    public static int Keep(Span<double> points, int objectives)
    {
        var length = 0;
        for (var start = 0; start < points.Length; start += objectives)
        {
            var point = points.Slice(start, objectives);
            if (IsCovered(points[..length], point))
            {
                continue;
            }

            length = DropCovered(points[..length], point);
            point.CopyTo(points[length..]);
            length += objectives;
        }

        return length;
    }

    static bool IsCovered(ReadOnlySpan<double> kept, ReadOnlySpan<double> point)
    {
        for (var start = 0; start < kept.Length; start += point.Length)
        {
            if (Dominance.IsNowhereWorse(kept.Slice(start, point.Length), point))
            {
                return true;
            }
        }

        return false;
    }

    static int DropCovered(Span<double> kept, ReadOnlySpan<double> point)
    {
        var length = 0;
        for (var start = 0; start < kept.Length; start += point.Length)
        {
            var other = kept.Slice(start, point.Length);
            if (!Dominance.IsNowhereWorse(point, other))
            {
                other.CopyTo(kept[length..]);
                length += point.Length;
            }
        }

        return length;
    }
}
