namespace Serverless.MultiObjective.Indicators;

/// <summary>Prepares the points that indicators compare: those without a NaN, with a reference of at least one point.</summary>
static class ComparablePoints
{
    /// <exception cref="ArgumentException">There is no reference point, or a length is not a whole number of points.</exception>
    public static (double[] Approximation, double[] Reference) Of(
        ReadOnlySpan<double> approximation, ReadOnlySpan<double> reference, int objectives)
    {
        var wanted = WithoutNaN(reference, objectives);
        return wanted.Length > 0
            ? (WithoutNaN(approximation, objectives), wanted)
            : throw new ArgumentException("The reference front has no point.", nameof(reference));
    }

    /// <summary>Returns the points that hold no NaN, in their order.</summary>
    public static double[] WithoutNaN(ReadOnlySpan<double> points, int objectives)
    {
        var kept = new double[points.Length];
        var length = 0;
        for (var i = 0; i < FlatPoints.Count(points, objectives); i++)
        {
            var point = points.Slice(i * objectives, objectives);
            if (!Dominance.HasNaN(point))
            {
                point.CopyTo(kept.AsSpan(length));
                length += objectives;
            }
        }

        return kept[..length];
    }
}
