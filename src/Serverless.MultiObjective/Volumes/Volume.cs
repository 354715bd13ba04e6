namespace Serverless.MultiObjective.Volumes;

/// <summary>Computes the volume of points that are all finite and better than the reference in every objective.</summary>
static class Volume
{
    /// <summary>The largest number of objectives for which a sum of boxes is fastest for any feasible number of points.</summary>
    const int MostObjectivesOfBoxes = 7;

    /// <summary>
    /// The largest number of points for which boxes are used with more objectives: they fit into memory, and coordinates fit a vector up to the next
    /// limit.
    /// </summary>
    const int FewPoints = 256;

    const int MostObjectivesOfFewBoxes = 9;

    public static double Of(ReadOnlySpan<double> points, ReadOnlySpan<double> reference) => reference.Length switch
    {
        _ when points.IsEmpty => 0,
        1 => reference[0] - Smallest(points),
        2 => Area(points, reference),
        3 => Sweep(points, reference),
        _ when AreBoxesFew(points.Length / reference.Length, reference.Length) => BoxDecomposition.Volume(points, reference),
        _ => PointwiseVolume.Of(points, reference),
    };

    /// <summary>Returns the volume that a single point dominates.</summary>
    public static double OfBox(ReadOnlySpan<double> point, ReadOnlySpan<double> reference)
    {
        var volume = 1.0;
        for (var i = 0; i < reference.Length; i++)
        {
            volume *= reference[i] - point[i];
        }

        return volume;
    }

    static bool AreBoxesFew(int points, int objectives) =>
        objectives <= MostObjectivesOfBoxes || (objectives <= MostObjectivesOfFewBoxes && points <= FewPoints);

    static double Smallest(ReadOnlySpan<double> points)
    {
        var smallest = points[0];
        foreach (var value in points)
        {
            smallest = Math.Min(smallest, value);
        }

        return smallest;
    }

    /// <summary>Sweeps along the second objective: each point adds what lies to the left of all points already passed.</summary>
    static double Area(ReadOnlySpan<double> points, ReadOnlySpan<double> reference)
    {
        var area = 0.0;
        var leftmost = reference[0];
        foreach (var i in SweepOrder.Of(points, 2))
        {
            if (points[2 * i] < leftmost)
            {
                area += (leftmost - points[2 * i]) * (reference[1] - points[(2 * i) + 1]);
                leftmost = points[2 * i];
            }
        }

        return area;
    }

    /// <summary>Sweeps along the third objective: between two points, the cross-section is the staircase of the points already passed.</summary>
    static double Sweep(ReadOnlySpan<double> points, ReadOnlySpan<double> reference)
    {
        var staircase = new Staircase(reference[0], reference[1]);
        var order = SweepOrder.Of(points, 3);
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
}
