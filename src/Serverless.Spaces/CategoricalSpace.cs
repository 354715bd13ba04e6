using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Spaces;

/// <summary>A space in which every combination of choices is an architecture, even where some decisions are inactive.</summary>
public abstract class CategoricalSpace : SearchSpace
{
    /// <summary>64 bits: a collision becomes likely only after some four thousand million candidates.</summary>
    const int HashDigits = 16;

    /// <value>The number of genotypes, including several that compute the same function; at most <see cref="long.MaxValue"/>.</value>
    public long GenotypeCount => (long)Dimensions.Aggregate(
        (UInt128)1, (product, dimension) => UInt128.Min(product * (UInt128)dimension.Choices.Count, long.MaxValue));

    /// <value>
    /// The name of the space in which each genotype is a candidate of its own, where such a space has been published: ids and tables name
    /// architectures by it. Otherwise <see cref="SearchSpace.Name"/>.
    /// </value>
    public virtual string PublishedName => Name;

    /// <inheritdoc/>
    public override Architecture Create(ReadOnlySpan<int> genotype)
    {
        if (genotype.Length != Dimensions.Count)
        {
            throw new ArgumentException($"A genotype of {Name} has {Dimensions.Count} choices, not {genotype.Length}.", nameof(genotype));
        }

        for (var i = 0; i < genotype.Length; i++)
        {
            if ((uint)genotype[i] >= (uint)Dimensions[i].Choices.Count)
            {
                throw new ArgumentException(
                    $"Choice {genotype[i]} of '{Dimensions[i].Name}' is not between 0 and {Dimensions[i].Choices.Count - 1}.",
                    nameof(genotype));
            }
        }

        return new Architecture([.. genotype]);
    }

    /// <inheritdoc/>
    public override Architecture Sample(RandomStream random)
    {
        var genotype = new int[Dimensions.Count];
        for (var i = 0; i < genotype.Length; i++)
        {
            genotype[i] = random.NextInt(Dimensions[i].Choices.Count);
        }

        return new Architecture([.. genotype]);
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Only decisions that are active in the parent are changed, and decisions that become active are drawn. Repeats until something has changed,
    /// which gives the distribution of independent changes conditioned on at least one. A space without a decision to change returns the parent.
    /// </remarks>
    public override Architecture Mutate(Architecture parent, RandomStream random)
    {
        if (Dimensions.All(dimension => dimension.Choices.Count == 1))
        {
            return parent;
        }

        var genotype = parent.Genotype.ToArray();
        var changed = false;
        while (!changed)
        {
            for (var i = 0; i < genotype.Length; i++)
            {
                var choices = Dimensions[i].Choices.Count;
                if (!IsActive(parent, i))
                {
                    // Conditions refer to earlier decisions, which have been made by now.
                    genotype[i] = IsActive(genotype, i) ? random.NextInt(choices) : parent.Genotype[i];
                }
                else if (choices > 1 && random.NextInt(genotype.Length) == 0)
                {
                    genotype[i] = (parent.Genotype[i] + 1 + random.NextInt(choices - 1)) % choices;
                    changed = true;
                }
            }
        }

        return new Architecture([.. genotype]);
    }

    /// <inheritdoc/>
    public override Architecture Crossover(Architecture first, Architecture second, RandomStream random)
    {
        var one = random.NextInt(Dimensions.Count + 1);
        var other = random.NextInt(Dimensions.Count + 1);
        var (from, to) = one <= other ? (one, other) : (other, one);

        var genotype = first.Genotype.ToArray();
        second.Genotype[from..to].CopyTo(genotype.AsSpan(from));
        return new Architecture([.. genotype]);
    }

    /// <inheritdoc/>
    public override IEnumerable<Architecture> Neighbours(Architecture architecture)
    {
        for (var i = 0; i < Dimensions.Count; i++)
        {
            for (var choice = 0; IsActive(architecture, i) && choice < Dimensions[i].Choices.Count; choice++)
            {
                if (choice != architecture.Genotype[i])
                {
                    var genotype = ImmutableArray.Create(architecture.Genotype);
                    yield return new Architecture(genotype.SetItem(i, choice));
                }
            }
        }
    }

    /// <inheritdoc/>
    public override CandidateId IdOf(Architecture architecture)
    {
        var content = new StringBuilder(PublishedName).Append(':');
        foreach (var choice in Canonicalise(architecture).Genotype)
        {
            content.Append(CultureInfo.InvariantCulture, $" {choice}");
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString()));
        return new CandidateId($"c{Convert.ToHexStringLower(hash)[..HashDigits]}");
    }

    /// <inheritdoc/>
    public override void EncodeOneHot(Architecture architecture, Span<float> destination)
    {
        if (destination.Length < OneHotLength)
        {
            throw new ArgumentException($"The encoding needs {OneHotLength} places, not {destination.Length}.", nameof(destination));
        }

        destination[..OneHotLength].Clear();
        var offset = 0;
        for (var i = 0; i < Dimensions.Count; i++)
        {
            destination[offset + architecture.Genotype[i]] = IsActive(architecture, i) ? 1 : 0;
            offset += Dimensions[i].Choices.Count;
        }
    }

    /// <summary>Sets every inactive decision to its first choice.</summary>
    protected Architecture ClearInactive(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var genotype = architecture.Genotype.ToArray();
        for (var i = 0; i < genotype.Length; i++)
        {
            genotype[i] = IsActive(architecture, i) ? genotype[i] : 0;
        }

        return new Architecture([.. genotype]);
    }
}
