using Serverless.Core.Generators;
using Serverless.Learning.Generators.Stages;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Generators.Pnag;

/// <summary>
/// The architectures that the reward learns to compare: all of a small search space, otherwise those with a known quality and others drawn uniformly.
/// </summary>
/// <param name="Architectures">The architectures, distinct and canonical.</param>
/// <param name="IsConnected">For each architecture, whether its input reaches its output.</param>
/// <param name="Drawn">The index of the architecture of each uniformly drawn genotype; in a small search space, of every genotype.</param>
sealed record BudgetPool(IReadOnlyList<Architecture> Architectures, bool[] IsConnected, int[] Drawn)
{
    const int Draws = 4_096;

    /// <param name="material">The measurements.</param>
    /// <param name="seed">The seed of the draws.</param>
    public static BudgetPool Of(GeneratorMaterial material, long seed)
    {
        var (set, space) = (material.Quality, material.Quality.Space);
        var encoder = ArchitectureEncoders.For(space, set.Specification, set.Shape);
        if (SpaceTable.Of(encoder) is { } table)
        {
            return new(table.Architectures, table.IsConnected, table.Places);
        }

        var places = new Dictionary<Architecture, int>();
        foreach (var known in set.Architectures)
        {
            places.TryAdd(known, places.Count);
        }

        var drawn = new int[Draws];
        for (var index = 0; index < Draws; index++)
        {
            var architecture = space.Canonicalise(space.Sample(RandomStream.For(seed, index, GeneratorRandom.Architectures)));
            places.TryAdd(architecture, places.Count);
            drawn[index] = places[architecture];
        }

        Architecture[] architectures = [.. places.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        return new(architectures, Array.ConvertAll(architectures, encoder.IsConnected), drawn);
    }
}
