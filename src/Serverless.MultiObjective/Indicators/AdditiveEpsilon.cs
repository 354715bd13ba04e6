namespace Serverless.MultiObjective.Indicators;

/// <summary>By how much an approximation has to be shifted, in every objective, so that it weakly dominates a reference front.</summary>
/// <remarks>
/// Zitzler, Thiele, Laumanns, Fonseca, Grunert da Fonseca 2003, section IV: the largest over the reference of the least over the
/// approximation of the worst objective's excess. Everything is minimised; less is better, and below 0 the approximation is better
/// everywhere. Points with a NaN are left out; equal infinities are no distance apart; without a point the answer is +∞. O(n k m).
/// </remarks>
public static class AdditiveEpsilon
{
    /// <summary>The indicator, in the objectives' unit.</summary>
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
