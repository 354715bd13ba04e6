using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serverless.MultiObjective.Volumes;

/// <summary>Local upper bounds, which are corners of boxes, laid out so that those above a point are found several at a time.</summary>
sealed class UpperBounds
{
    /// <summary>The number of doubles in a <see cref="Vector512{T}"/>; a constant, so that dividing by it is a shift.</summary>
    const int Lanes = 8;

    readonly int _dimensions;

    /// <summary>
    /// The coordinates, in groups of as many bounds as a vector has lanes: the first coordinate of each, then the second, and so on.
    /// </summary>
    double[] _corners;

    /// <summary>The index of the point that each coordinate comes from, bound by bound.</summary>
    int[] _definers;

    /// <summary>The size of each bound's box without the last objective, and where the box starts in that objective.</summary>
    (double Measure, double Start)[] _boxes;

    int[] _found;

    /// <summary>
    /// Starts with the reference, each of whose coordinates comes from the point with the dimension's index, and whose box is empty.
    /// </summary>
    public UpperBounds(ReadOnlySpan<double> reference, int points)
    {
        // In three dimensions there are at most twice as many bounds as points, plus one.
        var places = ((points * 2 / Lanes) + 1) * Lanes;
        _dimensions = reference.Length;
        _boxes = new (double, double)[places];
        _found = new int[places];
        _definers = new int[_dimensions * places];
        _corners = new double[_dimensions * places];
        _corners.AsSpan().Fill(double.NegativeInfinity);
        for (var i = 0; i < _dimensions; i++)
        {
            Replace(0, i, reference[i], i);
        }

        Count = 1;
    }

    public int Count { get; private set; }

    /// <summary>Returns the bounds that are larger than a point in every dimension, in ascending order; valid until the next call.</summary>
    public ReadOnlySpan<int> Above(ReadOnlySpan<double> point)
    {
        var found = 0;
        ref var corners = ref MemoryMarshal.GetArrayDataReference(_corners);
        var group = 0;
        for (var start = 0; start < Count; start += Lanes)
        {
            var above = Vector512.GreaterThan(Vector512.LoadUnsafe(ref corners, (nuint)group), Vector512.Create(point[0]));
            for (var i = 1; i < point.Length; i++)
            {
                above &= Vector512.GreaterThan(Vector512.LoadUnsafe(ref corners, (nuint)(group + (i * Lanes))), Vector512.Create(point[i]));
            }

            group += _dimensions * Lanes;
            for (var mask = above.ExtractMostSignificantBits(); mask != 0; mask &= mask - 1)
            {
                _found[found++] = start + BitOperations.TrailingZeroCount(mask);
            }
        }

        return _found.AsSpan(0, found);
    }

    /// <summary>Returns for each dimension the index of the point that a bound's coordinate comes from.</summary>
    public ReadOnlySpan<int> Definers(int bound) => _definers.AsSpan(bound * _dimensions, _dimensions);

    /// <summary>Returns the volume of a bound's box up to a value of the last objective.</summary>
    public double VolumeUntil(int bound, double last) => _boxes[bound].Measure * (last - _boxes[bound].Start);

    /// <summary>Starts a bound's box.</summary>
    public void Start(int bound, double measure, double start) => _boxes[bound] = (measure, start);

    /// <summary>Moves a bound in one dimension.</summary>
    public void Replace(int bound, int dimension, double value, int definer)
    {
        _corners[At(bound, dimension)] = value;
        _definers[(bound * _dimensions) + dimension] = definer;
    }

    /// <summary>Adds a copy of a bound, without a box.</summary>
    /// <returns>The index of the copy.</returns>
    public int Copy(int bound)
    {
        if (Count == _boxes.Length)
        {
            Grow();
        }

        Copy(bound, Count);
        return Count++;
    }

    /// <summary>Removes a bound by moving the last one into its place.</summary>
    public void Remove(int bound)
    {
        Count--;
        Copy(Count, bound);
        _boxes[bound] = _boxes[Count];
        for (var i = 0; i < _dimensions; i++)
        {
            _corners[At(Count, i)] = double.NegativeInfinity;
        }
    }

    void Copy(int from, int to)
    {
        for (var i = 0; i < _dimensions; i++)
        {
            _corners[At(to, i)] = _corners[At(from, i)];
            _definers[(to * _dimensions) + i] = _definers[(from * _dimensions) + i];
        }
    }

    int At(int bound, int dimension)
    {
        var (group, lane) = ((int)((uint)bound / Lanes), (int)((uint)bound % Lanes));
        return (((group * _dimensions) + dimension) * Lanes) + lane;
    }

    void Grow()
    {
        var places = _boxes.Length;
        Array.Resize(ref _boxes, 2 * places);
        Array.Resize(ref _found, 2 * places);
        Array.Resize(ref _definers, 2 * places * _dimensions);
        Array.Resize(ref _corners, 2 * places * _dimensions);

        // Empty places are not above any point.
        _corners.AsSpan(places * _dimensions).Fill(double.NegativeInfinity);
    }
}
