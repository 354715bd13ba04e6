using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serverless.MultiObjective.Volumes;

/// <summary>The points from which local upper bounds take their coordinates: d points for each bound, one for each dimension.</summary>
/// <remarks>Each is padded to a vector of four or eight values, so that one comparison covers all its dimensions.</remarks>
sealed class DefiningPoints
{
    readonly int _dimensions;
    readonly int _lanes;
    readonly double[] _rows;
    int _count;

    /// <summary>
    /// Starts with one point per dimension that represents the reference in that dimension, and is not worse than any point in the others.
    /// </summary>
    public DefiningPoints(ReadOnlySpan<double> reference, int count)
    {
        _dimensions = reference.Length;
        _lanes = _dimensions <= Vector256<double>.Count ? Vector256<double>.Count : Vector512<double>.Count;
        _rows = new double[(count + _dimensions) * _lanes];
        for (; _count < _dimensions; _count++)
        {
            var row = _rows.AsSpan(_count * _lanes, _dimensions);
            row.Fill(double.NegativeInfinity);
            row[_count] = reference[_count];
        }
    }

    public int Add(ReadOnlySpan<double> point)
    {
        point.CopyTo(_rows.AsSpan(_count * _lanes));
        return _count++;
    }

    /// <summary>Returns, as bits, the dimensions in which a point can replace the definer of a bound that is above it.</summary>
    /// <remarks>
    /// These are the dimensions in which no definer except the dimension's own is worse than the point. Its own always is, since the bound is above
    /// the point, so the dimensions sought are those in which exactly one definer is worse.
    /// </remarks>
    public uint Replaceable(ReadOnlySpan<int> definers, int point)
    {
        ref var rows = ref MemoryMarshal.GetArrayDataReference(_rows);
        var once = 0u;
        var twice = 0u;
        if (_lanes == Vector256<double>.Count)
        {
            var row = Vector256.LoadUnsafe(ref rows, (nuint)(point * Vector256<double>.Count));
            foreach (var definer in definers)
            {
                var worse = Vector256.LessThan(row, Vector256.LoadUnsafe(ref rows, (nuint)(definer * Vector256<double>.Count))).ExtractMostSignificantBits();
                twice |= once & worse;
                once |= worse;
            }
        }
        else
        {
            var row = Vector512.LoadUnsafe(ref rows, (nuint)(point * Vector512<double>.Count));
            foreach (var definer in definers)
            {
                var worse = (uint)Vector512.LessThan(row, Vector512.LoadUnsafe(ref rows, (nuint)(definer * Vector512<double>.Count))).ExtractMostSignificantBits();
                twice |= once & worse;
                once |= worse;
            }
        }

        return once & ~twice;
    }

    /// <summary>
    /// Returns the size of a bound's box: below the reference in the first dimension, below the bound and above its earlier definers in the others.
    /// </summary>
    public double Measure(ReadOnlySpan<int> definers, double first)
    {
        ref var rows = ref MemoryMarshal.GetArrayDataReference(_rows);
        return _lanes == Vector256<double>.Count
            ? MeasureOfFew(ref rows, definers, first)
            : MeasureOfMany(ref rows, definers, first);
    }

    /// <summary>Measures a box in three or four dimensions, with the largest of the earlier definers found in all dimensions at once.</summary>
    double MeasureOfFew(ref double rows, ReadOnlySpan<int> definers, double first)
    {
        var a = Vector256.LoadUnsafe(ref rows, (nuint)(definers[0] * Vector256<double>.Count));
        var measure = first - a[0];
        if (measure == 0)
        {
            return 0;
        }

        var b = Vector256.LoadUnsafe(ref rows, (nuint)(definers[1] * Vector256<double>.Count));
        var c = Vector256.LoadUnsafe(ref rows, (nuint)(definers[2] * Vector256<double>.Count));
        var ab = Vector256.MaxNative(a, b);
        measure *= (b[1] - a[1]) * (c[2] - ab[2]);
        if (definers.Length == Vector256<double>.Count)
        {
            measure *= At(ref rows, definers[3], 3) - Vector256.MaxNative(ab, c)[3];
        }

        return measure;
    }

    double MeasureOfMany(ref double rows, ReadOnlySpan<int> definers, double first)
    {
        var measure = first - At(ref rows, definers[0], 0);
        if (measure == 0)
        {
            return 0;
        }

        for (var i = 1; i < definers.Length; i++)
        {
            var largest = At(ref rows, definers[0], i);
            for (var k = 1; k < i; k++)
            {
                largest = double.MaxNative(largest, At(ref rows, definers[k], i));
            }

            measure *= At(ref rows, definers[i], i) - largest;
        }

        return measure;
    }

    double At(ref double rows, int point, int dimension) => Unsafe.Add(ref rows, (point * _lanes) + dimension);
}
