namespace Serverless.Domain.Fronts;

/// <summary>Pareto dominance between vectors whose every component is better when smaller.</summary>
/// <remarks>
/// Equal vectors do not dominate each other. A vector with a NaN dominates nothing and is dominated by every vector without one.
/// </remarks>
public static class Dominance
{
    /// <summary>Whether <paramref name="first"/> is nowhere worse and somewhere better.</summary>
    /// <exception cref="ArgumentException">The vectors differ in length.</exception>
    public static bool Dominates(IReadOnlyList<double> first, IReadOnlyList<double> second)
    {
        if (first.Count != second.Count)
        {
            throw new ArgumentException($"Vectors of {first.Count} and {second.Count} objectives cannot be compared.", nameof(second));
        }

        if (HasNaN(first))
        {
            return false;
        }

        if (HasNaN(second))
        {
            return true;
        }

        var better = false;
        for (var i = 0; i < first.Count; i++)
        {
            if (first[i] > second[i])
            {
                return false;
            }

            better |= first[i] < second[i];
        }

        return better;
    }

    /// <summary>Whether any component is NaN.</summary>
    public static bool HasNaN(IReadOnlyList<double> vector)
    {
        for (var i = 0; i < vector.Count; i++)
        {
            if (double.IsNaN(vector[i]))
            {
                return true;
            }
        }

        return false;
    }
}
