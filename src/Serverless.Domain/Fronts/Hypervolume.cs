namespace Serverless.Domain.Fronts;

/// <summary>The volume that points dominate up to a reference point, exactly, for one to three minimised objectives.</summary>
/// <remarks>
/// Sweeps (Fonseca, Paquete, López-Ibáñez 2006 describe the three-dimensional one): O(n log n) comparisons and, in the worst case,
/// O(n²) moves of list items. Only points that are better than the reference point in every objective count; dominated points,
/// copies and points with a NaN add nothing. The result does not depend on the order of the points.
/// </remarks>
public static class Hypervolume
{
    /// <summary>The largest number of objectives.</summary>
    public const int MostObjectives = 3;

    /// <summary>The dominated volume, in the product of the objectives' units; 0 without points.</summary>
    /// <param name="points">n × m.</param>
    /// <param name="reference">m values.</param>
    /// <exception cref="ArgumentException">No objective, more than three, or a point of another length.</exception>
    public static double Of(IEnumerable<IReadOnlyList<double>> points, IReadOnlyList<double> reference)
    {
        if (reference.Count is < 1 or > MostObjectives)
        {
            throw new ArgumentException(
                $"The exact hypervolume takes 1 to {MostObjectives} objectives, not {reference.Count}.", nameof(reference));
        }

        var inside = points.Where(point => IsInside(point, reference)).ToList();
        return reference.Count switch
        {
            1 => inside.Count == 0 ? 0 : reference[0] - inside.Min(point => point[0]),
            2 => Area(inside, reference),
            _ => Volume(inside, reference),
        };
    }

    static double Area(List<IReadOnlyList<double>> points, IReadOnlyList<double> reference)
    {
        var staircase = new Staircase(reference[0], reference[1]);
        foreach (var point in points.OrderBy(point => point[0]).ThenBy(point => point[1]))
        {
            staircase.Add(point[0], point[1]);
        }

        return staircase.Area;
    }

    /// <summary>Sweeps along the third objective: between two points the cross-section is the staircase of those already passed.</summary>
    static double Volume(List<IReadOnlyList<double>> points, IReadOnlyList<double> reference)
    {
        var staircase = new Staircase(reference[0], reference[1]);
        var ordered = points.OrderBy(point => point[2]).ThenBy(point => point[0]).ThenBy(point => point[1]).ToList();
        var volume = 0.0;
        for (var i = 0; i < ordered.Count; i++)
        {
            staircase.Add(ordered[i][0], ordered[i][1]);
            var next = i + 1 < ordered.Count ? ordered[i + 1][2] : reference[2];
            if (next > ordered[i][2])
            {
                volume += staircase.Area * (next - ordered[i][2]);
            }
        }

        return volume;
    }

    static bool IsInside(IReadOnlyList<double> point, IReadOnlyList<double> reference)
    {
        if (point.Count != reference.Count)
        {
            throw new ArgumentException($"A point of {point.Count} objectives has no volume up to a reference point of {reference.Count}.");
        }

        for (var i = 0; i < point.Count; i++)
        {
            // Written so that a NaN is not inside.
            if (!(point[i] < reference[i]))
            {
                return false;
            }
        }

        return true;
    }
}
