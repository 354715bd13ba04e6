using Serverless.Domain.Randomness;
using Serverless.Domain.Searches;
using Serverless.Domain.Searches.Algorithms;
using Serverless.Domain.Spaces;

namespace Serverless.Algorithms.Variation;

/// <summary>Makes children of one or two parents: crossover, then a change of each decision with a fixed probability.</summary>
sealed class GenotypeVariation
{
    readonly SearchSpace _space;
    readonly bool _isUniform;
    readonly double _mutationProbability;

    /// <param name="specification">With its defaults filled in.</param>
    /// <param name="space">The parents' space.</param>
    public GenotypeVariation(AlgorithmSpecification specification, SearchSpace space)
    {
        _space = space;
        _isUniform = specification.Crossover != CrossoverNames.TwoPoint;
        CrossoverProbability = specification.CrossoverProbability ?? 0;
        _mutationProbability = specification.MutationProbability ?? 1.0 / space.Dimensions.Count;
    }

    /// <value>How often a child has two parents.</value>
    public double CrossoverProbability { get; }

    /// <summary>Mixes two parents, and mutates.</summary>
    public Architecture Cross(Architecture first, Architecture second, RandomStream random) =>
        Mutate(_isUniform ? Uniform(first, second, random) : _space.Crossover(first, second, random), random);

    /// <summary>Changes each decision to another choice with the mutation probability; maybe none.</summary>
    public Architecture Mutate(Architecture parent, RandomStream random)
    {
        Span<int> genotype = stackalloc int[parent.Genotype.Length];
        parent.Genotype.CopyTo(genotype);
        var isChanged = false;
        for (var i = 0; i < genotype.Length; i++)
        {
            var choices = _space.Dimensions[i].Choices.Count;
            if (choices > 1 && random.NextDouble() < _mutationProbability)
            {
                genotype[i] = (genotype[i] + 1 + random.NextInt(choices - 1)) % choices;
                isChanged = true;
            }
        }

        return isChanged ? _space.Create(genotype) : parent;
    }

    Architecture Uniform(Architecture first, Architecture second, RandomStream random)
    {
        Span<int> genotype = stackalloc int[first.Genotype.Length];
        for (var i = 0; i < genotype.Length; i++)
        {
            genotype[i] = (random.NextBits() >> 63) == 0 ? first.Genotype[i] : second.Genotype[i];
        }

        return _space.Create(genotype);
    }
}
