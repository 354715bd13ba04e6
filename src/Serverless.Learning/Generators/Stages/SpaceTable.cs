using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Learning.Generators.Stages;

/// <summary>All genotypes of a small search space, with the last decision changing fastest.</summary>
/// <param name="Architectures">The architectures, distinct and canonical.</param>
/// <param name="Places">For each genotype, the index of its architecture.</param>
/// <param name="IsConnected">For each architecture, whether its input reaches its output.</param>
sealed record SpaceTable(IReadOnlyList<Architecture> Architectures, int[] Places, bool[] IsConnected)
{
    /// <summary>The largest number of genotypes for a table.</summary>
    public const int Most = 20_000;

    /// <summary>Lists a search space; returns null if it has more genotypes than <see cref="Most"/>.</summary>
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
