using Serverless.MultiObjective.Volumes;

namespace Serverless.MultiObjective;

/// <summary>Computes what one point adds to the volume that a set dominates up to a reference point, exactly. All objectives are minimised.</summary>
/// <remarks>
/// A point's contribution is the volume that only this point of the set dominates: 0 for a point that is not better than the reference in every
/// objective, is dominated, has a copy or holds a NaN; +∞ for one that contributes and lies at −∞ in some objective. The cost for each point is O(n
/// m), plus the volume computation of those points that reach into the part of its box that its neighbours leave.
/// </remarks>
public static class HypervolumeContribution
{
    /// <summary>Returns every point's contribution, in the points' order.</summary>
    /// <inheritdoc cref="Hypervolume.Of" path="/param"/>
    /// <exception cref="ArgumentException">A coordinate of the reference is not finite, or the lengths do not match.</exception>
    public static double[] OfEach(ReadOnlySpan<double> points, ReadOnlySpan<double> reference)
    {
        var inside = InsidePoints.Of(points, reference);
        var exclusive = new ExclusiveVolume(inside, reference);
        var contributions = new double[points.Length / reference.Length];
        var index = 0;
        for (var i = 0; i < contributions.Length; i++)
        {
            var point = points.Slice(i * reference.Length, reference.Length);
            contributions[i] = InsidePoints.IsInside(point, reference) ? exclusive.Of(point, except: index++) : 0;
        }

        return contributions;
    }

    /// <summary>Returns the index of the point whose loss costs the least volume; the first of equal ones.</summary>
    /// <inheritdoc cref="OfEach" path="/param"/>
    /// <inheritdoc cref="OfEach" path="/exception"/>
    /// <exception cref="InvalidOperationException">There is no point.</exception>
    public static int Least(ReadOnlySpan<double> points, ReadOnlySpan<double> reference)
    {
        var contributions = OfEach(points, reference);
        return contributions.Length > 0
            ? contributions.AsSpan().IndexOf(contributions.Min())
            : throw new InvalidOperationException("There are no points, so there is no least contribution.");
    }

    /// <summary>Returns how much the set's volume grows when a point joins it.</summary>
    /// <param name="point">The point: m values.</param>
    /// <param name="points">The set without the point: n × m, row-major.</param>
    /// <param name="reference">The reference point: m finite values, at least 1.</param>
    /// <inheritdoc cref="OfEach" path="/exception"/>
    public static double OfAdding(ReadOnlySpan<double> point, ReadOnlySpan<double> points, ReadOnlySpan<double> reference)
    {
        if (point.Length != reference.Length)
        {
            throw new ArgumentException($"A point of {point.Length} objectives adds no volume up to a reference of {reference.Length}.", nameof(point));
        }

        var inside = InsidePoints.Of(points, reference);
        return InsidePoints.IsInside(point, reference) ? new ExclusiveVolume(inside, reference).Of(point) : 0;
    }
}
