using Serverless.MultiObjective.Volumes;

namespace Serverless.MultiObjective;

/// <summary>Computes the volume that minimised points dominate up to a reference point, exactly, for any number of objectives.</summary>
/// <remarks>
/// Only points that are better than the reference point in every objective count; dominated points, copies and points with a NaN add nothing. A point
/// at −∞ in one objective and inside in the others dominates an infinite volume. The result does not depend on the order of the points, to the last
/// bit. Two and three objectives use sweeps along the last objective, O(n log n) and, with three, at worst O(n²) moves (Fonseca, Paquete,
/// López-Ibáñez 2006); more objectives use disjoint boxes (Lacour, Klamroth, Fonseca 2017), about O(n^⌊(m + 1)/2⌋); where there would be too many
/// boxes, with eight objectives and more, exclusive volumes are used (While, Bradstreet, Barone 2012), whose cost grows exponentially with m.
/// </remarks>
public static class Hypervolume
{
    /// <summary>Returns the dominated volume, in the product of the objectives' units; 0 without points.</summary>
    /// <param name="points">n × m, row-major.</param>
    /// <param name="reference">The reference point: m finite values, at least 1.</param>
    /// <exception cref="ArgumentException">A coordinate of the reference is not finite, or the lengths do not match.</exception>
    public static double Of(ReadOnlySpan<double> points, ReadOnlySpan<double> reference)
    {
        var inside = InsidePoints.Of(points, reference);
        return inside.AsSpan().Contains(double.NegativeInfinity)
            ? double.PositiveInfinity
            : Volume.Of(inside, reference);
    }
}
