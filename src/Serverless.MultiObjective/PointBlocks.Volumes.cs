using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serverless.MultiObjective;

/// <content>The operations that exclusive volumes need.</content>
sealed partial class PointBlocks
{
    /// <summary>
    /// Lowers a cap, in each dimension, to the smallest value of those points that are worse than the given point in that dimension only: they also
    /// dominate what lies beyond it.
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

    /// <summary>
    /// Writes, row by row, the corner of the part of the box between the given point and the cap that each point dominates, if there is such a part.
    /// </summary>
    /// <returns>The number of rows.</returns>
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
}
