namespace Serverless.MultiObjective;

/// <summary>Computes the crowding distance, which measures how much room there is around a point of a front; larger is better.</summary>
/// <remarks>
/// Deb, Pratap, Agarwal, Meyarivan 2002, section III B: for each objective the extreme points get infinity, the others the distance between their
/// neighbours divided by the range; summed over objectives. An objective that is equal for all points adds nothing. Only finite values define the
/// range, the distance between two infinite neighbours is 0, and a point with a NaN has distance 0. Equal values are ordered by index.
/// </remarks>
public static class CrowdingDistance
{
    /// <summary>Returns the crowding distances of a front's points, in their order. O(m n log n).</summary>
    /// <param name="front">n × m, row-major.</param>
    /// <param name="objectives">The number of objectives m, at least 1.</param>
    /// <exception cref="ArgumentException">The length is not a whole number of points.</exception>
    public static double[] Of(ReadOnlySpan<double> front, int objectives)
    {
        var distances = new double[FlatPoints.Count(front, objectives)];
        var order = new int[distances.Length];
        var values = new double[distances.Length];
        for (var objective = 0; objective < objectives; objective++)
        {
            var count = 0;
            for (var i = 0; i < order.Length; i++)
            {
                var point = front.Slice(i * objectives, objectives);
                if (!Dominance.HasNaN(point))
                {
                    (order[count], values[count]) = (i, point[objective]);
                    count++;
                }
            }

            if (count > 0)
            {
                KeySort.Sort(values.AsSpan(0, count), order.AsSpan(0, count));
                AddObjective(values.AsSpan(0, count), order.AsSpan(0, count), distances);
            }
        }

        return distances;
    }

    static void AddObjective(ReadOnlySpan<double> values, ReadOnlySpan<int> order, double[] distances)
    {
        if (values[0] == values[^1])
        {
            return;
        }

        distances[order[0]] = double.PositiveInfinity;
        distances[order[^1]] = double.PositiveInfinity;
        var range = FiniteRange(values);
        for (var k = 1; k < order.Length - 1; k++)
        {
            var gap = values[k + 1] == values[k - 1] ? 0 : values[k + 1] - values[k - 1];
            distances[order[k]] += gap / range;
        }
    }

    /// <summary>Returns the range of the finite values among sorted values; 1 if the range is empty.</summary>
    static double FiniteRange(ReadOnlySpan<double> sorted)
    {
        var first = sorted.IndexOfAnyExcept(double.NegativeInfinity);
        var last = sorted.LastIndexOfAnyExcept(double.PositiveInfinity);
        var range = last > first && first >= 0 ? sorted[last] - sorted[first] : 0;
        return range > 0 ? range : 1;
    }
}
