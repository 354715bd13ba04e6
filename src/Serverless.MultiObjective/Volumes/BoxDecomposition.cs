using System.Numerics;

namespace Serverless.MultiObjective.Volumes;

/// <summary>Computes the volume of points as a sum of disjoint boxes, for four to nine objectives.</summary>
/// <remarks>
/// Lacour, Klamroth, Fonseca 2017, the incremental form: a sweep along the last objective that keeps the local upper bounds of the other objectives
/// (Klamroth, Lacour, Vanderpooten 2015, algorithm 5). A bound is the corner of one box until the sweep meets a point below it. Only products of
/// positive lengths are added, so nothing cancels. A point's coordinate counts as larger than an equal one of an earlier point, which leaves boxes
/// without a volume and does not require general position. With d = m - 1 there are O(n^⌊d/2⌋) bounds, and each point costs one pass over them.
/// </remarks>
ref struct BoxDecomposition
{
    readonly ReadOnlySpan<double> _reference;
    readonly UpperBounds _bounds;
    readonly DefiningPoints _definers;
    double _volume;

    BoxDecomposition(ReadOnlySpan<double> reference, int count)
    {
        _reference = reference;
        _bounds = new UpperBounds(reference, count);
        _definers = new DefiningPoints(reference, count);
    }

    /// <param name="points">n × m, all inside.</param>
    /// <param name="reference">The reference point: m values.</param>
    public static double Volume(ReadOnlySpan<double> points, ReadOnlySpan<double> reference)
    {
        var order = SweepOrder.Of(points, reference.Length);
        var boxes = new BoxDecomposition(reference[..^1], order.Length);
        foreach (var index in order)
        {
            boxes.Add(points.Slice(index * reference.Length, reference.Length - 1), points[((index + 1) * reference.Length) - 1]);
        }

        for (var bound = 0; bound < boxes._bounds.Count; bound++)
        {
            boxes._volume += boxes._bounds.VolumeUntil(bound, reference[^1]);
        }

        return boxes._volume;
    }

    void Add(ReadOnlySpan<double> point, double last)
    {
        var above = _bounds.Above(point);
        if (above.IsEmpty)
        {
            return;
        }

        var definer = _definers.Add(point);

        // Go from the last one down, so that a bound moved from the end into a gap is never one that still has to be split.
        for (var i = above.Length - 1; i >= 0; i--)
        {
            Split(above[i], point, definer, last);
        }
    }

    /// <summary>Ends a bound's box and replaces the bound by up to d others.</summary>
    void Split(int bound, ReadOnlySpan<double> point, int definer, double last)
    {
        _volume += _bounds.VolumeUntil(bound, last);
        var replaceable = _definers.Replaceable(_bounds.Definers(bound), definer);
        if (replaceable == 0)
        {
            _bounds.Remove(bound);
            return;
        }

        // All but the first new bound are appended; the first replaces the old one in its place, where only one coordinate changes.
        var first = BitOperations.TrailingZeroCount(replaceable);
        for (var more = replaceable & (replaceable - 1); more != 0; more &= more - 1)
        {
            var copy = _bounds.Copy(bound);
            Replace(copy, BitOperations.TrailingZeroCount(more), point, definer, last);
        }

        Replace(bound, first, point, definer, last);
    }

    readonly void Replace(int bound, int dimension, ReadOnlySpan<double> point, int definer, double last)
    {
        _bounds.Replace(bound, dimension, point[dimension], definer);
        _bounds.Start(bound, _definers.Measure(_bounds.Definers(bound), _reference[0]), last);
    }
}
