using System.Collections.Immutable;

namespace Serverless.Spaces;

/// <summary>An immutable genotype in one search space: one choice index per dimension.</summary>
/// <remarks>Equality is that of genotypes; <see cref="SearchSpace.IdOf"/> says whether two genotypes compute the same function.</remarks>
public sealed class Architecture : IEquatable<Architecture>
{
    readonly ImmutableArray<int> _genotype;

    /// <param name="genotype">Choice indices, in the order of the space's dimensions, already checked by the space.</param>
    internal Architecture(ImmutableArray<int> genotype) => _genotype = genotype;

    /// <value>Choice indices, in the order of the space's dimensions.</value>
    public ReadOnlySpan<int> Genotype => _genotype.AsSpan();

    public bool Equals(Architecture? other) => other is not null && Genotype.SequenceEqual(other.Genotype);

    public override bool Equals(object? obj) => Equals(obj as Architecture);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var choice in _genotype)
        {
            hash.Add(choice);
        }

        return hash.ToHashCode();
    }
}
