using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serverless.MultiObjective;

/// <content>What indicators ask for.</content>
sealed partial class PointBlocks
{
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
