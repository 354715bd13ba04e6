namespace Serverless.Algorithms.AgeMoea2;

/// <summary>Estimates the exponent p for which the points of a front have p-norm 1.</summary>
/// <remarks>Panichella 2022, section 3.1: p is chosen so that the most central point has norm 1, by Newton's method from p = 1.</remarks>
static class FrontCurvature
{
    const double Least = 0.1;
    const double Most = 20;
    const double Precision = 0.001;
    const int Iterations = 100;

    /// <summary>Returns p, between 0.1 and 20; 1 if it cannot be estimated.</summary>
    /// <param name="points">n × m, row-major, normalised.</param>
    /// <param name="objectives">The number of objectives m.</param>
    /// <param name="corners">The indices of the corner points, which are not candidates for the central point.</param>
    public static double Of(double[] points, int objectives, int[] corners)
    {
        var central = -1;
        var least = double.PositiveInfinity;
        for (var i = 0; i < points.Length / objectives; i++)
        {
            var distance = FromDiagonal(points.AsSpan(i * objectives, objectives));
            if (distance < least && !corners.Contains(i))
            {
                (central, least) = (i, distance);
            }
        }

        if (central < 0)
        {
            return 1;
        }

        var p = Root(points.AsSpan(central * objectives, objectives));
        return double.IsFinite(p) && p > Least ? Math.Min(p, Most) : 1;
    }

    static double Root(ReadOnlySpan<double> point)
    {
        var p = 1.0;
        for (var iteration = 0; iteration < Iterations; iteration++)
        {
            var sum = 0.0;
            var slope = 0.0;
            foreach (var value in point)
            {
                if (value > 0)
                {
                    sum += Math.Pow(value, p);
                    slope += Math.Pow(value, p) * Math.Log(value);
                }
            }

            var step = Math.Log(sum) / (slope / sum);
            if (!double.IsFinite(step))
            {
                return 1;
            }

            p -= step;
            if (Math.Abs(step) <= Precision)
            {
                break;
            }
        }

        return p;
    }

    /// <summary>Returns the squared distance from the line on which all objectives are equal.</summary>
    static double FromDiagonal(ReadOnlySpan<double> point)
    {
        var mean = 0.0;
        foreach (var value in point)
        {
            mean += value / point.Length;
        }

        var sum = 0.0;
        foreach (var value in point)
        {
            sum += (value - mean) * (value - mean);
        }

        return sum;
    }
}
