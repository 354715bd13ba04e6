namespace Serverless.Testing;

/// <summary>Points that any language can generate bit for bit from a seed, for comparison with published volumes and ranks.</summary>
/// <remarks>SplitMix64 (Steele, Lea, Flood 2014), the upper 53 bits as a fraction, point by point.</remarks>
public static class PointCloud
{
    /// <summary>n × m, row-major, uniform in [0, 1).</summary>
    public static double[] Uniform(int count, int objectives, ulong seed)
    {
        var points = new double[count * objectives];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = (Mix(seed + ((ulong)(i + 1) * 0x9E3779B97F4A7C15)) >> 11) * (1.0 / (1L << 53));
        }

        return points;
    }

    /// <summary>n × m, row-major, on the unit sphere's positive part: every point is nondominated, and the front is concave.</summary>
    public static double[] Sphere(int count, int objectives, ulong seed)
    {
        var points = Uniform(count, objectives, seed);
        for (var start = 0; start < points.Length; start += objectives)
        {
            var squares = 0.0;
            for (var i = start; i < start + objectives; i++)
            {
                squares += points[i] * points[i];
            }

            var length = Math.Sqrt(squares);
            for (var i = start; i < start + objectives; i++)
            {
                points[i] /= length;
            }
        }

        return points;
    }

    /// <summary>n × m, row-major, one minus the sphere: every point is nondominated, and the front is convex.</summary>
    public static double[] InverseSphere(int count, int objectives, ulong seed) =>
        Array.ConvertAll(Sphere(count, objectives, seed), value => 1 - value);

    static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
