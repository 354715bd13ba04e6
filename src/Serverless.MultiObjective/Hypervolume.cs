using Serverless.MultiObjective.Volumes;

namespace Serverless.MultiObjective;

/// <summary>The volume that minimised points dominate up to a reference point, exactly, for any number of objectives.</summary>
/// <remarks>
/// Only points that are better than the reference point in every objective count; dominated points, copies and points with a NaN add
/// nothing. A point at −∞ in one objective and inside in the others dominates an infinite volume. The result does not depend on the
/// points' order, to the last bit. Sweeps along the last objective for two and three objectives, O(n log n) and, with three, at worst
/// O(n²) moves (Fonseca, Paquete, López-Ibáñez 2006); disjoint boxes above (Lacour, Klamroth, Fonseca 2017), about O(n^⌊(m + 1)/2⌋);
/// where those would be too many, with eight objectives and more, exclusive volumes (While, Bradstreet, Barone 2012), whose cost grows
/// exponentially with m.
/// </remarks>
public static class Hypervolume
{
    /// <summary>The dominated volume, in the product of the objectives' units; 0 without points.</summary>
    /// <param name="points">n × m, row-major.</param>
    /// <param name="reference">m finite values, at least 1.</param>
    /// <exception cref="ArgumentException">A coordinate of the reference is not finite, or the lengths do not fit each other.</exception>
    public static double Of(ReadOnlySpan<double> points, ReadOnlySpan<double> reference)
    {
        var inside = InsidePoints.Of(points, reference);
        return inside.AsSpan().Contains(double.NegativeInfinity)
            ? double.PositiveInfinity
            : Volume.Of(inside, reference);
    }
}
