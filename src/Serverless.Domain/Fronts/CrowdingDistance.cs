namespace Serverless.Domain.Fronts;

/// <summary>How much room a point of a front has around it; more is better.</summary>
/// <remarks>
/// Deb, Pratap, Agarwal, Meyarivan 2002, section III B: for each objective the extreme points get infinity, the others the distance
/// between their neighbours over the range; summed over objectives. An objective that is equal for all counts nothing. Only finite
/// values make the range, neighbours that are both infinite are no distance apart, and a point with a NaN has no room.
/// </remarks>
public static class CrowdingDistance
{
    /// <summary>The distances of a front's points, in their order. O(m n log n).</summary>
    public static double[] Of(IReadOnlyList<IReadOnlyList<double>> front)
    {
        var distances = new double[front.Count];
        var points = Enumerable.Range(0, front.Count).Where(i => !Dominance.HasNaN(front[i])).ToArray();
        if (points.Length == 0)
        {
            return distances;
        }

        for (var objective = 0; objective < front[points[0]].Count; objective++)
        {
            AddObjective(front, objective, points, distances);
        }

        return distances;
    }

    static void AddObjective(IReadOnlyList<IReadOnlyList<double>> front, int objective, int[] points, double[] distances)
    {
        // OrderBy is stable: of equal extremes the earliest and the latest point get the infinity, on every machine.
        var order = points.OrderBy(i => front[i][objective]).ToArray();
        var values = Array.ConvertAll(order, i => front[i][objective]);
        if (values[0] == values[^1])
        {
            return;
        }

        distances[order[0]] = double.PositiveInfinity;
        distances[order[^1]] = double.PositiveInfinity;
        var finite = values.Where(double.IsFinite).DefaultIfEmpty(0).ToArray();
        var range = finite[^1] - finite[0];
        for (var k = 1; k < order.Length - 1; k++)
        {
            var gap = values[k + 1] == values[k - 1] ? 0 : values[k + 1] - values[k - 1];
            distances[order[k]] += gap / (range > 0 ? range : 1);
        }
    }
}
