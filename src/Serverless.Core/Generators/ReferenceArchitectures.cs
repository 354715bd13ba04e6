using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Core.Generators;

/// <summary>
/// The fixed architectures by which devices are represented: a function of the space and skeleton, so that they can be measured before any fit.
/// </summary>
public static class ReferenceArchitectures
{
    /// <summary>The number of reference architectures, as in MODNAS and HELP.</summary>
    public const int Count = 10;

    const int PoolSize = 500;
    const long Seed = 0;

    /// <summary>Returns the references of a space, from the one with the fewest operations to the one with the most.</summary>
    /// <param name="space">The space.</param>
    /// <param name="skeleton">The skeleton, which sets the size of the networks.</param>
    /// <param name="shape">The input shape of the networks.</param>
    public static IReadOnlyList<Architecture> Of(SearchSpace space, SpaceSpecification skeleton, ImageShape shape)
    {
        ArgumentNullException.ThrowIfNull(space);
        return Spread(space, skeleton, shape, Enumerable.Range(0, PoolSize).Select(index => space.Canonicalise(space.Sample(RandomStream.For(Seed, 0, index)))));
    }

    /// <summary>Returns references chosen from architectures that devices have measured, for use when those of the space are not measured.</summary>
    /// <param name="space">The space.</param>
    /// <param name="skeleton">The skeleton, which sets the size of the networks.</param>
    /// <param name="shape">The input shape of the networks.</param>
    /// <param name="measured">The measured architectures, canonical.</param>
    public static IReadOnlyList<Architecture> Among(SearchSpace space, SpaceSpecification skeleton, ImageShape shape, IReadOnlyList<Architecture> measured)
    {
        Architecture[] pool = [.. measured];
        var count = Math.Min(PoolSize, pool.Length);
        RandomDraw.ToFront<Architecture>(pool, count, Seed);
        return Spread(space, skeleton, shape, pool.Take(count));
    }

    // Spread evenly in the order of costs, since embeddings are scaled to between the least and the greatest.
    static List<Architecture> Spread(SearchSpace space, SpaceSpecification skeleton, ImageShape shape, IEnumerable<Architecture> pool)
    {
        var encoder = ArchitectureEncoders.For(space, skeleton, shape);
        Architecture[] distinct = [.. pool.Distinct().Where(encoder.IsConnected)];
        if (space.HasOutline)
        {
            distinct = [.. distinct.Select(architecture => (Architecture: architecture, Cost: space.Cost(architecture, skeleton, shape)))
                .OrderBy(one => one.Cost.Macs).ThenBy(one => one.Cost.Parameters).Select(one => one.Architecture)];
        }

        var count = Math.Min(Count, distinct.Length);
        return [.. Enumerable.Range(0, count).Select(place => distinct[count == 1 ? 0 : place * (distinct.Length - 1) / (count - 1)])];
    }
}
