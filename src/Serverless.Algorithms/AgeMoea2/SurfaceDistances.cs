namespace Serverless.Algorithms.AgeMoea2;

/// <summary>Computes how far members of a front are apart along its surface, relative to how far each is from the ideal point.</summary>
/// <remarks>
/// Panichella 2022, section 3.2: points are projected onto the surface, and the geodesic is approximated by two straight pieces through the projected
/// midpoint; a flat surface (curvature near 1) needs no midpoint.
/// </remarks>
static class SurfaceDistances
{
    const double FlatTolerance = 0.05;

    /// <summary>Returns the distances, n × n, row-major; row i is divided by the norm of point i. O(n² m).</summary>
    public static double[] Of(double[] points, int objectives, double curvature)
    {
        var count = points.Length / objectives;
        var projected = new double[points.Length];
        var norms = new double[count];
        for (var i = 0; i < count; i++)
        {
            norms[i] = Project(points.AsSpan(i * objectives, objectives), curvature, projected.AsSpan(i * objectives, objectives));
        }

        var distances = new double[count * count];
        var middle = new double[objectives];
        for (var i = 0; i < count; i++)
        {
            for (var j = i + 1; j < count; j++)
            {
                var distance = Between(
                    projected.AsSpan(i * objectives, objectives), projected.AsSpan(j * objectives, objectives), curvature, middle);
                distances[(i * count) + j] = distance / norms[i];
                distances[(j * count) + i] = distance / norms[j];
            }
        }

        return distances;
    }

    static double Between(ReadOnlySpan<double> first, ReadOnlySpan<double> second, double curvature, Span<double> middle)
    {
        if (Math.Abs(curvature - 1) < FlatTolerance)
        {
            return Euclid(first, second);
        }

        for (var j = 0; j < middle.Length; j++)
        {
            middle[j] = (first[j] + second[j]) / 2;
        }

        Project(middle, curvature, middle);
        return Euclid(first, middle) + Euclid(middle, second);
    }

    /// <summary>Scales a point to norm 1 and returns its norm; a point at the ideal point stays there and counts as being at distance 1.</summary>
    static double Project(ReadOnlySpan<double> point, double curvature, Span<double> projected)
    {
        var norm = FrontGeometry.Norm(point, curvature);
        norm = norm > 0 ? norm : 1;
        for (var j = 0; j < point.Length; j++)
        {
            projected[j] = point[j] / norm;
        }

        return norm;
    }

    static double Euclid(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var sum = 0.0;
        for (var j = 0; j < first.Length; j++)
        {
            sum += (first[j] - second[j]) * (first[j] - second[j]);
        }

        return Math.Sqrt(sum);
    }
}
