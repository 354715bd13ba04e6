using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Serverless.MultiObjective;

/// <content>The distances that indicators need.</content>
sealed partial class PointBlocks
{
    /// <summary>Returns the squared Euclidean distance from a point, the row, to the nearest point of the blocks; +∞ if there is none.</summary>
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
                    // The negated comparisons make sure that an empty place, which holds NaN, never has distance 0.
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

    /// <summary>The differences that count as a distance.</summary>
    public enum Shortfall
    {
        Both,

        /// <summary>Differences in which the point of the blocks is worse than the row.</summary>
        OfBlock,

        /// <summary>Differences in which the row is worse.</summary>
        OfRow,
    }
}
