using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serverless.MultiObjective;

/// <summary>Points laid out so that a whole vector of them is compared with one point at a time.</summary>
/// <remarks>
/// Points are stored in blocks: the first values of as many points as a vector has lanes, then their second values, and so on. Places without a point
/// hold NaN, which no comparison matches. Every query costs O(n m).
/// </remarks>
sealed partial class PointBlocks
{
    static readonly int Lanes = Vector512<double>.Count;

    readonly int _dimensions;
    double[] _values;

    /// <param name="dimensions">The number of dimensions m, at least 1.</param>
    /// <param name="points">n × m, row-major.</param>
    public PointBlocks(int dimensions, ReadOnlySpan<double> points = default)
    {
        _dimensions = dimensions;
        _values = new double[((points.Length / dimensions / Lanes) + 1) * dimensions * Lanes];
        _values.AsSpan().Fill(double.NaN);
        for (var start = 0; start < points.Length; start += dimensions)
        {
            Add(points.Slice(start, dimensions));
        }
    }

    public int Count { get; private set; }

    public void Add(ReadOnlySpan<double> point)
    {
        if (Count / Lanes * _dimensions * Lanes == _values.Length)
        {
            Array.Resize(ref _values, 2 * _values.Length);
            _values.AsSpan(_values.Length / 2).Fill(double.NaN);
        }

        Set(Count++, point);
    }

    public void Set(int index, ReadOnlySpan<double> point)
    {
        var place = Place(index);
        for (var i = 0; i < point.Length; i++)
        {
            _values[place + (i * Lanes)] = point[i];
        }
    }

    /// <summary>Makes a place empty until a point is set there.</summary>
    public void Hide(int index)
    {
        var place = Place(index);
        for (var i = 0; i < _dimensions; i++)
        {
            _values[place + (i * Lanes)] = double.NaN;
        }
    }

    /// <summary>Removes the points from an index on.</summary>
    public void Cut(int count)
    {
        while (Count > count)
        {
            Hide(--Count);
        }
    }

    /// <summary>Returns whether some point is nowhere worse than the given one.</summary>
    public bool Reach(ReadOnlySpan<double> point)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(_values);
        var size = _dimensions * Lanes;

        // Go from the last block down: in a sweep, the points met last are the nearest.
        for (var at = (Count - 1) / Lanes * size; at >= 0; at -= size)
        {
            var reach = Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref values, (nuint)at), Vector512.Create(point[0]));
            for (var i = 1; i < point.Length; i++)
            {
                reach &= Vector512.LessThanOrEqual(Vector512.LoadUnsafe(ref values, (nuint)(at + (i * Lanes))), Vector512.Create(point[i]));
            }

            if (reach != Vector512<double>.Zero)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns the index of the first point that is nowhere better than the given one; the number of points if there is none.</summary>
    public int FirstReachedBy(ReadOnlySpan<double> point)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(_values);
        var size = _dimensions * Lanes;
        for (var at = 0; at < Count * _dimensions; at += size)
        {
            var reached = Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref values, (nuint)at), Vector512.Create(point[0]));
            for (var i = 1; i < point.Length; i++)
            {
                reached &= Vector512.GreaterThanOrEqual(Vector512.LoadUnsafe(ref values, (nuint)(at + (i * Lanes))), Vector512.Create(point[i]));
            }

            if (reached != Vector512<double>.Zero)
            {
                return (at / _dimensions) + BitOperations.TrailingZeroCount(reached.ExtractMostSignificantBits());
            }
        }

        return Count;
    }

    int Place(int index) => (index / Lanes * _dimensions * Lanes) + (index % Lanes);
}
