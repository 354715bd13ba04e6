namespace Serverless.Algorithms.AgeMoea2;

/// <summary>Finds for each objective the point nearest to its axis.</summary>
static class CornerPoints
{
    /// <summary>Returns the indices of the corner points, all different: min(n, m) of them. O(n m²).</summary>
    /// <param name="points">n × m, row-major, with the ideal point at the origin.</param>
    /// <param name="objectives">The number of objectives m.</param>
    public static int[] Of(double[] points, int objectives)
    {
        var count = points.Length / objectives;
        var corners = new List<int>();
        for (var axis = 0; axis < Math.Min(count, objectives); axis++)
        {
            var nearest = -1;
            var least = double.PositiveInfinity;
            for (var i = 0; i < count; i++)
            {
                var distance = FromAxis(points.AsSpan(i * objectives, objectives), axis);
                if (!corners.Contains(i) && (nearest < 0 || distance < least))
                {
                    (nearest, least) = (i, distance);
                }
            }

            corners.Add(nearest);
        }

        return [.. corners];
    }

    static double FromAxis(ReadOnlySpan<double> point, int axis)
    {
        var sum = 0.0;
        for (var j = 0; j < point.Length; j++)
        {
            sum += j == axis ? 0 : point[j] * point[j];
        }

        return sum;
    }
}
