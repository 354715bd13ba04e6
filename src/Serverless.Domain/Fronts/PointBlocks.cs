using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serverless.Domain.Fronts;

/// <summary>Points laid out so that a vector's width of them is compared with one point at a time.</summary>
/// <remarks>
/// In blocks: the first values of as many points as a vector has lanes, then their second values, and so on. Places without a point
/// hold NaN, which no comparison finds. Every question costs O(n m).
/// </remarks>
sealed class PointBlocks
{
    static readonly int Lanes = Vector512<double>.Count;

    readonly int _dimensions;
    double[] _values;

    /// <param name="dimensions">m, at least 1.</param>
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

    /// <summary>Leaves a place without a point until one is set there.</summary>
    public void Hide(int index)
    {
        var place = Place(index);
        for (var i = 0; i < _dimensions; i++)
        {
            _values[place + (i * Lanes)] = double.NaN;
        }
    }

    /// <summary>Drops the points from an index on.</summary>
    public void Cut(int count)
    {
        while (Count > count)
        {
            Hide(--Count);
        }
    }

    /// <summary>Whether some point is nowhere worse than the given one.</summary>
    public bool Reach(ReadOnlySpan<double> point)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(_values);
        var size = _dimensions * Lanes;

        // From the last block down: in a sweep the points met last are the nearest.
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

    /// <summary>
    /// Lowers a cap, in each dimension, to the least value of those points that are worse than the given one there and nowhere else:
    /// what lies beyond, they dominate too.
    /// </summary>
    public void LowerCap(ReadOnlySpan<double> point, Span<double> cap)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(_values);
        var size = _dimensions * Lanes;
        for (var at = 0; at < Count * _dimensions; at += size)
        {
            var once = Vector512<double>.Zero;
            var twice = Vector512<double>.Zero;
            for (var i = 0; i < point.Length; i++)
            {
                var worse = Vector512.GreaterThan(Vector512.LoadUnsafe(ref values, (nuint)(at + (i * Lanes))), Vector512.Create(point[i]));
                twice |= once & worse;
                once |= worse;
            }

            once = Vector512.AndNot(once, twice);
            for (var i = 0; i < point.Length && once != Vector512<double>.Zero; i++)
            {
                var value = Vector512.LoadUnsafe(ref values, (nuint)(at + (i * Lanes)));
                var lowers = once & Vector512.GreaterThan(value, Vector512.Create(point[i])) & Vector512.LessThan(value, Vector512.Create(cap[i]));
                for (var lanes = lowers.ExtractMostSignificantBits(); lanes != 0; lanes &= lanes - 1)
                {
                    cap[i] = Math.Min(cap[i], value[BitOperations.TrailingZeroCount(lanes)]);
                }
            }
        }
    }

    /// <summary>Writes down, row by row, where what each point dominates begins between the given one and the cap, if there is such a place.</summary>
    /// <returns>How many rows.</returns>
    public int CopyLimited(ReadOnlySpan<double> point, ReadOnlySpan<double> cap, Span<double> rows)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(_values);
        var size = _dimensions * Lanes;
        var count = 0;
        for (var at = 0; at < Count * _dimensions; at += size)
        {
            var below = Vector512.LessThan(Vector512.LoadUnsafe(ref values, (nuint)at), Vector512.Create(cap[0]));
            for (var i = 1; i < cap.Length; i++)
            {
                below &= Vector512.LessThan(Vector512.LoadUnsafe(ref values, (nuint)(at + (i * Lanes))), Vector512.Create(cap[i]));
            }

            for (var lanes = below.ExtractMostSignificantBits(); lanes != 0; lanes &= lanes - 1)
            {
                var place = at + BitOperations.TrailingZeroCount(lanes);
                for (var i = 0; i < cap.Length; i++)
                {
                    rows[(count * cap.Length) + i] = Math.Max(_values[place + (i * Lanes)], point[i]);
                }

                count++;
            }
        }

        return count;
    }

    /// <summary>The square of the Euclidean distance from a point, the row, to the nearest of these; +∞ without any.</summary>
    public double NearestSquared(ReadOnlySpan<double> row, Shortfall counted)
    {
        ref var values = ref MemoryMarshal.GetArrayDataReference(_values);
        var size = _dimensions * Lanes;
        var nearest = Vector512.Create(double.PositiveInfinity);
        for (var at = 0; at < Count * _dimensions; at += size)
        {
            var sum = Vector512<double>.Zero;
            for (var i = 0; i < row.Length; i++)
            {
                var value = Vector512.LoadUnsafe(ref values, (nuint)(at + (i * Lanes)));
                var other = Vector512.Create(row[i]);
                var counts = counted switch
                {
                    // Written so that a place without a point, NaN, is no distance of 0.
                    Shortfall.OfBlock => ~Vector512.LessThanOrEqual(value, other),
                    Shortfall.OfRow => ~Vector512.LessThanOrEqual(other, value),
                    _ => ~Vector512.Equals(value, other),
                };
                var difference = counts & (value - other);
                sum += difference * difference;
            }

            nearest = Vector512.ConditionalSelect(Vector512.LessThan(sum, nearest), sum, nearest);
        }

        var least = double.PositiveInfinity;
        for (var lane = 0; lane < Lanes; lane++)
        {
            least = Math.Min(least, nearest[lane]);
        }

        return least;
    }

    int Place(int index) => (index / Lanes * _dimensions * Lanes) + (index % Lanes);

    /// <summary>Which differences count as a distance.</summary>
    public enum Shortfall
    {
        Both,

        /// <summary>Those in which one of these points is worse than the row.</summary>
        OfBlock,

        /// <summary>Those in which the row is worse.</summary>
        OfRow,
    }
}
