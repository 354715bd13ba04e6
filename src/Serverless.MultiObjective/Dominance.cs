namespace Serverless.MultiObjective;

/// <summary>Determines Pareto dominance between vectors in which a smaller component is better.</summary>
/// <remarks>
/// Equal vectors do not dominate each other. A vector with a NaN dominates nothing and is dominated by every vector without one.
/// </remarks>
public static class Dominance
{
    /// <summary>Returns whether <paramref name="first"/> is nowhere worse and somewhere better.</summary>
    /// <exception cref="ArgumentException">The vectors differ in length.</exception>
    public static bool Dominates(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"Vectors of {first.Length} and {second.Length} objectives cannot be compared.", nameof(second));
        }

        if (HasNaN(first))
        {
            return false;
        }

        if (HasNaN(second))
        {
            return true;
        }

        return IsNowhereWorse(first, second) && !IsNowhereWorse(second, first);
    }

    /// <summary>Returns whether any component is NaN.</summary>
    public static bool HasNaN(ReadOnlySpan<double> vector)
    {
        foreach (var value in vector)
        {
            if (double.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether the first vector dominates or equals the second; false if either has a NaN.</summary>
    internal static bool IsNowhereWorse(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        for (var i = 0; i < first.Length; i++)
        {
            if (!(first[i] <= second[i]))
            {
                return false;
            }
        }

        return true;
    }
}
