namespace Serverless.Algorithms.AgeMoea2;

/// <summary>The ideal point, corners, scale and curvature of a front.</summary>
/// <remarks>
/// Panichella 2019, section 3.2 (corners, hyperplane intercepts), and 2022, section 3.1 (curvature by Newton's method). A front of at most m points
/// is scaled by its range and treated as flat.
/// </remarks>
sealed class FrontGeometry
{
    readonly double[] _ideal;
    readonly double[] _scale;

    FrontGeometry(double[] ideal, double[] scale, int[] corners, double curvature)
    {
        _ideal = ideal;
        _scale = scale;
        Corners = corners;
        Curvature = curvature;
    }

    /// <value>The indices of the members nearest to each axis, all different.</value>
    public IReadOnlyList<int> Corners { get; }

    /// <value>The exponent p of the norm that is 1 on the front: 1 if it is flat, above 1 if concave, below 1 if convex.</value>
    public double Curvature { get; }

    /// <param name="points">n × m, row-major, finite; n is at least 1.</param>
    /// <param name="objectives">The number of objectives m, at least 1.</param>
    public static FrontGeometry Of(double[] points, int objectives)
    {
        var ideal = new double[objectives];
        for (var j = 0; j < objectives; j++)
        {
            ideal[j] = Extreme(points, objectives, j, Math.Min);
        }

        var shifted = new double[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            shifted[i] = points[i] - ideal[i % objectives];
        }

        var corners = CornerPoints.Of(shifted, objectives);
        var scale = shifted.Length > objectives * objectives ? Intercepts.Of(shifted, objectives, corners) : null;
        scale ??= [.. Enumerable.Range(0, objectives).Select(j => Extreme(shifted, objectives, j, Math.Max))];
        for (var j = 0; j < objectives; j++)
        {
            scale[j] = scale[j] > 0 ? scale[j] : 1;
        }

        var flat = new FrontGeometry(ideal, scale, corners, 1);
        return new FrontGeometry(ideal, scale, corners, FrontCurvature.Of(flat.Normalise(points), objectives, corners));
    }

    /// <summary>Returns the distances from the ideal point in each objective, divided by the scale; at least 0.</summary>
    public double[] Normalise(double[] points)
    {
        var normalised = new double[points.Length];
        for (var i = 0; i < points.Length; i++)
        {
            var objective = i % _ideal.Length;
            normalised[i] = Math.Max(0, points[i] - _ideal[objective]) / _scale[objective];
        }

        return normalised;
    }

    /// <summary>Returns the p-norm of a point without negative components; it is 0 only at the origin.</summary>
    public static double Norm(ReadOnlySpan<double> point, double p)
    {
        var sum = 0.0;
        foreach (var value in point)
        {
            sum += value > 0 ? Math.Pow(value, p) : 0;
        }

        return Math.Pow(sum, 1 / p);
    }

    static double Extreme(double[] points, int objectives, int objective, Func<double, double, double> better)
    {
        var extreme = points[objective];
        for (var i = objective; i < points.Length; i += objectives)
        {
            extreme = better(extreme, points[i]);
        }

        return extreme;
    }
}
