using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Generators.Stages;

/// <summary>Every genotype of a small space, in the order in which the last decision changes fastest.</summary>
/// <param name="Architectures">Different ones, canonical.</param>
/// <param name="Places">By genotype: the place of its architecture.</param>
/// <param name="IsConnected">By architecture: whether its input reaches its output.</param>
sealed record SpaceTable(IReadOnlyList<Architecture> Architectures, int[] Places, bool[] IsConnected)
{
    /// <summary>The most genotypes that a table is made of.</summary>
    public const int Most = 20_000;

    /// <summary>Lists a space; null where it is larger than that.</summary>
    public static SpaceTable? Of(ArchitectureEncoder encoder)
    {
        var sizes = encoder.Space.Dimensions.Select(dimension => dimension.Choices.Count).ToArray();
        var count = sizes.Aggregate(1.0, static (product, size) => product * size);
        if (count > Most)
        {
            return null;
        }

        var found = new Dictionary<Architecture, int>();
        var places = new int[(int)count];
        var genotype = new int[sizes.Length];
        for (var place = 0; place < places.Length; place++)
        {
            var rest = place;
            for (var decision = sizes.Length - 1; decision >= 0; decision--)
            {
                (rest, genotype[decision]) = Math.DivRem(rest, sizes[decision]);
            }

            var architecture = encoder.Space.Canonicalise(encoder.Space.Create(genotype));
            if (!found.TryGetValue(architecture, out places[place]))
            {
                places[place] = found.Count;
                found.Add(architecture, found.Count);
            }
        }

        Architecture[] architectures = [.. found.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        return new(architectures, places, Array.ConvertAll(architectures, encoder.IsConnected));
    }
}
