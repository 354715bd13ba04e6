namespace Serverless.MultiObjective.Indicators;

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
        ToReference(approximation, reference, objectives, isPlus: false);

    /// <summary>GD⁺: like GD, by how much the approximation's point is worse.</summary>
    /// <inheritdoc cref="Generational"/>
    public static double GenerationalPlus(ReadOnlySpan<double> approximation, ReadOnlySpan<double> reference, int objectives) =>
        ToReference(approximation, reference, objectives, isPlus: true);

    /// <summary>IGD: from each point of the reference to the nearest of the approximation.</summary>
    /// <inheritdoc cref="Generational"/>
    public static double InvertedGenerational(ReadOnlySpan<double> approximation, ReadOnlySpan<double> reference, int objectives) =>
        FromReference(approximation, reference, objectives, isPlus: false);

    /// <summary>IGD⁺: like IGD, by how much the approximation's point is worse.</summary>
    /// <inheritdoc cref="Generational"/>
    public static double InvertedGenerationalPlus(ReadOnlySpan<double> approximation, ReadOnlySpan<double> reference, int objectives) =>
        FromReference(approximation, reference, objectives, isPlus: true);

    static double ToReference(ReadOnlySpan<double> approximation, ReadOnlySpan<double> reference, int objectives, bool isPlus)
    {
        var (found, wanted) = ComparablePoints.Of(approximation, reference, objectives);
        return Mean(found, new PointBlocks(objectives, wanted), objectives, isPlus ? PointBlocks.Shortfall.OfRow : PointBlocks.Shortfall.Both);
    }

    static double FromReference(ReadOnlySpan<double> approximation, ReadOnlySpan<double> reference, int objectives, bool isPlus)
    {
        var (found, wanted) = ComparablePoints.Of(approximation, reference, objectives);
        return Mean(wanted, new PointBlocks(objectives, found), objectives, isPlus ? PointBlocks.Shortfall.OfBlock : PointBlocks.Shortfall.Both);
    }

    static double Mean(double[] rows, PointBlocks blocks, int objectives, PointBlocks.Shortfall counted)
    {
        if (blocks.Count == 0 || rows.Length == 0)
        {
            return double.PositiveInfinity;
        }

        var sum = 0.0;
        for (var start = 0; start < rows.Length; start += objectives)
        {
            sum += Math.Sqrt(blocks.NearestSquared(rows.AsSpan(start, objectives), counted));
        }

        return sum / (rows.Length / objectives);
    }
}
