namespace Serverless.MultiObjective.Volumes;

/// <summary>Computes the volume that a point dominates and no point of a set does.</summary>
/// <remarks>
/// Points that are worse in one objective only cap the point's box (Bringmann and Friedrich 2012 bound contributions in this way). From what is left
/// of the box, the volume of the points that reach into it, which are mostly few, is subtracted. O(n m), plus the computation of that volume.
/// </remarks>
sealed class ExclusiveVolume
{
    readonly double[] _reference;
    readonly PointBlocks _blocks;
    readonly double[] _cap;
    readonly double[] _limited;

    /// <param name="points">n × m, all inside.</param>
    /// <param name="reference">The reference point: m values.</param>
    public ExclusiveVolume(ReadOnlySpan<double> points, ReadOnlySpan<double> reference)
    {
        _reference = reference.ToArray();
        _blocks = new PointBlocks(reference.Length, points);
        _cap = new double[reference.Length];
        _limited = new double[points.Length];
    }

    /// <summary>
    /// Returns the exclusive volume of an inside point that is not in the set, or of the set's point with the given index, which is then left out.
    /// </summary>
    public double Of(ReadOnlySpan<double> point, int except = -1)
    {
        if (except >= 0)
        {
            _blocks.Hide(except);
        }

        var volume = _blocks.Reach(point) ? 0 : Unreached(point);
        if (except >= 0)
        {
            _blocks.Set(except, point);
        }

        return volume;
    }

    double Unreached(ReadOnlySpan<double> point)
    {
        if (point.Contains(double.NegativeInfinity))
        {
            return double.PositiveInfinity;
        }

        _reference.CopyTo(_cap);
        _blocks.LowerCap(point, _cap);
        var length = _cap.Length * _blocks.CopyLimited(point, _cap, _limited);
        length = NondominatedFilter.Keep(_limited.AsSpan(0, length), _cap.Length);
        return Volume.OfBox(point, _cap) - Volume.Of(_limited.AsSpan(0, length), _cap);
    }
}
