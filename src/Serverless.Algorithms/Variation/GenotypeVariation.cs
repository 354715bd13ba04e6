using Serverless.Algorithms.Options;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Variation;

/// <summary>Makes children of one or two parents: crossover, then a change of each decision with a fixed probability.</summary>
/// <remarks>
/// Decisions that do not count in the child are left unchanged. A decision that counts in the child but not in the parent that it would come from is
/// taken from the other parent, or drawn if it counts in neither.
/// </remarks>
sealed class GenotypeVariation
{
    readonly SearchSpace _space;
    readonly bool _isUniform;
    readonly double? _mutationProbability;

    /// <param name="specification">The specification, with its defaults filled in.</param>
    /// <param name="space">The space of the parents.</param>
    public GenotypeVariation(AlgorithmSpecification specification, SearchSpace space)
    {
        _space = space;
        _isUniform = specification.Crossover != CrossoverNames.TwoPoint;
        CrossoverProbability = specification.CrossoverProbability ?? 0;
        _mutationProbability = specification.MutationProbability;
    }

    /// <value>The probability that a child has two parents.</value>
    public double CrossoverProbability { get; }

    /// <summary>Crosses two parents and mutates the child.</summary>
    public Architecture Cross(Architecture first, Architecture second, RandomStream random)
    {
        Span<int> genotype = stackalloc int[first.Genotype.Length];
        Span<bool> isDecided = stackalloc bool[genotype.Length];
        var (from, to) = _isUniform ? default : Cuts(genotype.Length, random);
        for (var i = 0; i < genotype.Length; i++)
        {
            var isFirst = _isUniform ? (random.NextBits() >> 63) == 0 : i < from || i >= to;
            var (source, other) = isFirst ? (first, second) : (second, first);
            source = _space.IsActive(source, i) ? source : other;
            genotype[i] = source.Genotype[i];
            isDecided[i] = _space.IsActive(source, i);
        }

        return Mutate(genotype, isDecided, random);
    }

    /// <summary>Changes each decision to another choice with the mutation probability; possibly none.</summary>
    public Architecture Mutate(Architecture parent, RandomStream random)
    {
        Span<int> genotype = stackalloc int[parent.Genotype.Length];
        Span<bool> isDecided = stackalloc bool[genotype.Length];
        parent.Genotype.CopyTo(genotype);
        for (var i = 0; i < genotype.Length; i++)
        {
            isDecided[i] = _space.IsActive(parent, i);
        }

        return Mutate(genotype, isDecided, random);
    }

    Architecture Mutate(Span<int> genotype, ReadOnlySpan<bool> isDecided, RandomStream random)
    {
        var probability = _mutationProbability ?? 1.0 / Math.Max(1, isDecided.Count(true));
        for (var i = 0; i < genotype.Length; i++)
        {
            // Conditions refer only to earlier decisions, which have been made at this point.
            var choices = _space.Dimensions[i].Choices.Count;
            if (choices == 1 || !_space.IsActive(genotype, i))
            {
                continue;
            }

            if (!isDecided[i])
            {
                genotype[i] = random.NextInt(choices);
            }
            else if (random.NextDouble() < probability)
            {
                genotype[i] = (genotype[i] + 1 + random.NextInt(choices - 1)) % choices;
            }
        }

        return _space.Create(genotype);
    }

    static (int From, int To) Cuts(int length, RandomStream random)
    {
        var one = random.NextInt(length + 1);
        var other = random.NextInt(length + 1);
        return one <= other ? (one, other) : (other, one);
    }
}
