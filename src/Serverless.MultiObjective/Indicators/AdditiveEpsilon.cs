namespace Serverless.MultiObjective.Indicators;

/// <summary>
/// Computes the additive epsilon indicator: how far an approximation has to be shifted, in every objective, to weakly dominate a reference front.
/// </summary>
/// <remarks>
/// Zitzler, Thiele, Laumanns, Fonseca, Grunert da Fonseca 2003, section IV: the maximum over the reference of the minimum over the approximation of
/// the largest excess of an objective. All objectives are minimised; smaller is better, and below 0 the approximation is better everywhere. Points
/// with a NaN are left out; the distance between equal infinities is 0; without a point the result is +∞. O(n k m).
/// </remarks>
public static class AdditiveEpsilon
{
    /// <summary>Returns the indicator, in the objectives' unit.</summary>
    /// <inheritdoc cref="FrontDistance.Generational" path="/param"/>
    /// <inheritdoc cref="FrontDistance.Generational" path="/exception"/>
    public static double Of(ReadOnlySpan<double> approximation, ReadOnlySpan<double> reference, int objectives)
    {
        var (found, wanted) = ComparablePoints.Of(approximation, reference, objectives);
        var largest = double.NegativeInfinity;
        for (var start = 0; start < wanted.Length; start += objectives)
        {
            largest = Math.Max(largest, LeastShift(found, wanted.AsSpan(start, objectives)));
        }

        return largest;
    }

    static double LeastShift(ReadOnlySpan<double> found, ReadOnlySpan<double> wanted)
    {
        var least = double.PositiveInfinity;
        for (var start = 0; start < found.Length; start += wanted.Length)
        {
            var shift = double.NegativeInfinity;
            for (var i = 0; i < wanted.Length && shift < least; i++)
            {
                var value = found[start + i];
                shift = Math.Max(shift, value == wanted[i] ? 0 : value - wanted[i]);
            }

            least = Math.Min(least, shift);
        }

        return least;
    }
}
