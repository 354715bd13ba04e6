namespace Serverless.Domain.Fronts.Volumes;

/// <summary>The volume of points that are all finite and better than the reference in every objective.</summary>
static class Volume
{
    public static double Of(ReadOnlySpan<double> points, ReadOnlySpan<double> reference) => reference.Length switch
    {
        _ when points.IsEmpty => 0,
        1 => reference[0] - Smallest(points),
        2 => Area(points, reference),
        3 => Sweep(points, reference),
        _ => ExclusiveVolumes.Sum(points, reference),
    };

    static double Smallest(ReadOnlySpan<double> points)
    {
        var smallest = points[0];
        foreach (var value in points)
        {
            smallest = Math.Min(smallest, value);
        }

        return smallest;
    }

    static double Area(ReadOnlySpan<double> points, ReadOnlySpan<double> reference)
    {
        var staircase = new Staircase(reference[0], reference[1]);
        foreach (var i in ByLast(points, 2))
        {
            staircase.Add(points[2 * i], points[(2 * i) + 1]);
        }

        return staircase.Area;
    }

    /// <summary>Sweeps along the third objective: between two points the cross-section is the staircase of those already passed.</summary>
    static double Sweep(ReadOnlySpan<double> points, ReadOnlySpan<double> reference)
    {
        var staircase = new Staircase(reference[0], reference[1]);
        var order = ByLast(points, 3);
        var volume = 0.0;
        for (var i = 0; i < order.Length; i++)
        {
            var point = points.Slice(3 * order[i], 3);
            staircase.Add(point[0], point[1]);
            var next = i + 1 < order.Length ? points[(3 * order[i + 1]) + 2] : reference[2];
            volume += staircase.Area * (next - point[2]);
        }

        return volume;
    }

    internal static int[] ByLast(ReadOnlySpan<double> points, int objectives)
    {
        var order = new int[points.Length / objectives];
        var keys = new double[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
            keys[i] = points[(i * objectives) + objectives - 1];
        }

        keys.AsSpan().Sort(order.AsSpan());
        return order;
    }
}
