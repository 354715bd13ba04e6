namespace Serverless.MultiObjective.Volumes;

/// <summary>Adds up the volume that each point dominates and no point before it does (While, Bradstreet, Barone 2012, section III).</summary>
/// <remarks>
/// Points are processed from the best to the worst last objective, so that all points before one, limited to what it dominates, share its last value:
/// an exclusive volume is a depth times a difference of volumes with one objective less.
/// </remarks>
static class PointwiseVolume
{
    public static double Of(ReadOnlySpan<double> points, ReadOnlySpan<double> reference)
    {
        var objectives = reference.Length;
        var order = SweepOrder.Of(points, objectives);
        var flat = reference[..^1];
        var limited = new double[points.Length];
        var volume = 0.0;
        for (var k = 0; k < order.Length; k++)
        {
            var point = points.Slice(order[k] * objectives, objectives);
            var length = 0;
            for (var earlier = 0; earlier < k; earlier++)
            {
                Limit(points.Slice(order[earlier] * objectives, flat.Length), point, limited.AsSpan(length, flat.Length));
                length += flat.Length;
            }

            length = NondominatedFilter.Keep(limited.AsSpan(0, length), flat.Length);
            var exclusive = Volume.OfBox(point, flat) - Volume.Of(limited.AsSpan(0, length), flat);
            volume += exclusive * (reference[^1] - point[^1]);
        }

        return volume;
    }

    /// <summary>Writes the worse of two points in each of the first objectives: the corner of the region that both dominate.</summary>
    static void Limit(ReadOnlySpan<double> other, ReadOnlySpan<double> point, Span<double> corner)
    {
        for (var i = 0; i < corner.Length; i++)
        {
            corner[i] = Math.Max(other[i], point[i]);
        }
    }
}
