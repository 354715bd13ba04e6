namespace Serverless.Spaces.Definitions;

/// <summary>Counts the candidates of a user-defined space.</summary>
static class CandidateCounting
{
    /// <summary>The most genotypes that are counted one by one.</summary>
    const double MostCounted = 20_000;

    /// <summary>Returns the exact number for small spaces, and if every combination is legal; otherwise an upper bound, at most 2⁶³ − 1.</summary>
    /// <param name="space">The space, in which inactive decisions have their first choice.</param>
    /// <param name="isLegal">Returns whether a combination is in the space.</param>
    public static long Of(OwnSpace space, Func<Architecture, bool> isLegal)
    {
        var dimensions = space.Dimensions;
        if (dimensions.Aggregate(1.0, (product, dimension) => product * dimension.Choices.Count) <= MostCounted)
        {
            return Genotypes(dimensions).Count(architecture => space.Canonicalise(architecture).Equals(architecture) && isLegal(architecture));
        }

        var combinations = CombinationsFrom(dimensions);
        var possible = Enumerable.Range(0, dimensions.Count).Where(place => dimensions[place].ActiveWhen is null)
            .Aggregate(1.0, (product, place) => product * combinations[place]);
        return possible < long.MaxValue ? (long)possible : long.MaxValue;
    }

    static IEnumerable<Architecture> Genotypes(IReadOnlyList<Dimension> dimensions)
    {
        var genotype = new int[dimensions.Count];
        for (var place = 0; place >= 0;)
        {
            yield return new Architecture([.. genotype]);
            for (place = genotype.Length - 1; place >= 0 && ++genotype[place] == dimensions[place].Choices.Count; place--)
            {
                genotype[place] = 0;
            }
        }
    }

    /// <summary>
    /// Returns, for each decision, the number of combinations of its choices with those of all decisions that depend on it; conditions refer to
    /// earlier decisions.
    /// </summary>
    static double[] CombinationsFrom(IReadOnlyList<Dimension> dimensions)
    {
        var combinations = new double[dimensions.Count];
        for (var place = dimensions.Count - 1; place >= 0; place--)
        {
            var children = Enumerable.Range(place + 1, dimensions.Count - place - 1)
                .Where(later => dimensions[later].ActiveWhen is { } condition && condition.Dimension == place).ToList();
            combinations[place] = Enumerable.Range(0, dimensions[place].Choices.Count).Sum(choice => children
                .Where(later => dimensions[later].ActiveWhen!.Choices.Contains(choice)) // those that have one
                .Aggregate(1.0, (product, later) => product * combinations[later]));
        }

        return combinations;
    }
}
