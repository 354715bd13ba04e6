namespace Serverless.MultiObjective.Indicators;

/// <summary>
/// Measures the distance between an approximation and a reference front as a mean of nearest Euclidean distances; smaller is better.
/// </summary>
/// <remarks>
/// All objectives are minimised and are not scaled: scale them first, by the ranges of the true front or of the whole problem, never by those of an
/// approximation. The plus forms (Ishibuchi, Masuda, Tanigaki, Nojima 2015, equation 18) count only differences in which the approximation is worse
/// than the reference, which makes the inverted one weakly Pareto compliant. Points with a NaN are left out; the distance between equal infinities is
/// 0; an approximation without a point is infinitely far away. Copies count as often as they occur. O(n k m).
/// </remarks>
public static class FrontDistance
{
    /// <summary>Returns GD, the generational distance: from each point of the approximation to the nearest of the reference.</summary>
    /// <param name="approximation">n × m, row-major.</param>
    /// <param name="reference">k × m, row-major; at least one point without a NaN.</param>
    /// <param name="objectives">The number of objectives m, at least 1.</param>
    /// <exception cref="ArgumentException">There is no reference point, or a length is not a whole number of points.</exception>
    public static double Generational(ReadOnlySpan<double> approximation, ReadOnlySpan<double> reference, int objectives) =>
        ToReference(approximation, reference, objectives, isPlus: false);

    /// <summary>Returns GD⁺: like GD, but counting only by how much the approximation's point is worse.</summary>
    /// <inheritdoc cref="Generational"/>
    public static double GenerationalPlus(ReadOnlySpan<double> approximation, ReadOnlySpan<double> reference, int objectives) =>
        ToReference(approximation, reference, objectives, isPlus: true);

    /// <summary>Returns IGD, the inverted generational distance: from each point of the reference to the nearest of the approximation.</summary>
    /// <inheritdoc cref="Generational"/>
    public static double InvertedGenerational(ReadOnlySpan<double> approximation, ReadOnlySpan<double> reference, int objectives) =>
        FromReference(approximation, reference, objectives, isPlus: false);

    /// <summary>Returns IGD⁺: like IGD, but counting only by how much the approximation's point is worse.</summary>
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
