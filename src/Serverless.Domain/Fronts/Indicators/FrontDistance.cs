namespace Serverless.Domain.Fronts.Indicators;

/// <summary>How far an approximation and a reference front lie apart, as a mean of nearest Euclidean distances; less is better.</summary>
/// <remarks>
/// Everything is minimised, and not scaled: scale first, by the ranges of the true front or of the whole problem, never by those of an
/// approximation. The plus forms (Ishibuchi, Masuda, Tanigaki, Nojima 2015, equation 18) count only where the approximation is worse than
/// the reference, which makes the inverted one weakly Pareto compliant. Points with a NaN are left out; equal infinities are no
/// distance apart; an approximation without a point is infinitely far away. Copies count as often as they come. O(n k m).
/// </remarks>
public static class FrontDistance
{
    /// <summary>GD: from each point of the approximation to the nearest of the reference.</summary>
    /// <param name="approximation">n × m, row-major.</param>
    /// <param name="reference">k × m, row-major; at least one point without a NaN.</param>
    /// <param name="objectives">m, at least 1.</param>
    /// <exception cref="ArgumentException">No reference point, or a length is no whole number of points.</exception>
    public static double Generational(ReadOnlySpan<double> approximation, ReadOnlySpan<double> reference, int objectives) =>
        Mean(approximation, reference, objectives, isInverted: false, isPlus: false);

    /// <summary>GD⁺: like GD, by how much the approximation's point is worse.</summary>
    /// <inheritdoc cref="Generational"/>
    public static double GenerationalPlus(ReadOnlySpan<double> approximation, ReadOnlySpan<double> reference, int objectives) =>
        Mean(approximation, reference, objectives, isInverted: false, isPlus: true);

    /// <summary>IGD: from each point of the reference to the nearest of the approximation.</summary>
    /// <inheritdoc cref="Generational"/>
    public static double InvertedGenerational(ReadOnlySpan<double> approximation, ReadOnlySpan<double> reference, int objectives) =>
        Mean(approximation, reference, objectives, isInverted: true, isPlus: false);

    /// <summary>IGD⁺: like IGD, by how much the approximation's point is worse.</summary>
    /// <inheritdoc cref="Generational"/>
    public static double InvertedGenerationalPlus(ReadOnlySpan<double> approximation, ReadOnlySpan<double> reference, int objectives) =>
        Mean(approximation, reference, objectives, isInverted: true, isPlus: true);

    static double Mean(
        ReadOnlySpan<double> approximation, ReadOnlySpan<double> reference, int objectives, bool isInverted, bool isPlus)
    {
        var found = WithoutNaN(approximation, objectives);
        var wanted = WithoutNaN(reference, objectives);
        if (wanted.IsEmpty)
        {
            throw new ArgumentException("The reference front has no point.", nameof(reference));
        }

        if (found.IsEmpty)
        {
            return double.PositiveInfinity;
        }

        var from = isInverted ? wanted : found;
        var to = isInverted ? found : wanted;
        var sum = 0.0;
        for (var start = 0; start < from.Length; start += objectives)
        {
            var one = from.Slice(start, objectives);
            var nearest = double.PositiveInfinity;
            for (var other = 0; other < to.Length; other += objectives)
            {
                var two = to.Slice(other, objectives);
                nearest = Math.Min(nearest, isInverted ? Squared(two, one, isPlus) : Squared(one, two, isPlus));
            }

            sum += Math.Sqrt(nearest);
        }

        return sum / (from.Length / objectives);
    }

    static double Squared(ReadOnlySpan<double> found, ReadOnlySpan<double> wanted, bool isPlus)
    {
        var sum = 0.0;
        for (var i = 0; i < found.Length; i++)
        {
            var difference = found[i] == wanted[i] ? 0 : found[i] - wanted[i];
            sum += isPlus && difference < 0 ? 0 : difference * difference;
        }

        return sum;
    }

    static ReadOnlySpan<double> WithoutNaN(ReadOnlySpan<double> points, int objectives)
    {
        FlatPoints.Count(points, objectives);
        var kept = new List<double>(points.Length);
        for (var start = 0; start < points.Length; start += objectives)
        {
            var point = points.Slice(start, objectives);
            if (!Dominance.HasNaN(point))
            {
                kept.AddRange(point);
            }
        }

        return kept.ToArray();
    }
}
