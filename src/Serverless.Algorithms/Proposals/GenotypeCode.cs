using Serverless.Spaces;

namespace Serverless.Algorithms.Proposals;

/// <summary>Packs genotypes of one space into the same number of bytes each: the bits of every decision, one after the other.</summary>
sealed class GenotypeCode
{
    readonly SearchSpace _space;
    readonly int[] _bits;

    public GenotypeCode(SearchSpace space)
    {
        _space = space;
        _bits = [.. space.Dimensions.Select(dimension => BitsFor(dimension.Choices.Count))];
        Length = Math.Max(1, (_bits.Sum() + 7) / 8);
    }

    /// <value>The number of bytes for each genotype.</value>
    public int Length { get; }

    /// <summary>Writes a genotype to the first <see cref="Length"/> bytes.</summary>
    public void Pack(Architecture architecture, Span<byte> destination)
    {
        destination[..Length].Clear();
        var at = 0;
        var genotype = architecture.Genotype;
        for (var i = 0; i < genotype.Length; i++)
        {
            for (var bit = 0; bit < _bits[i]; bit++, at++)
            {
                destination[at >> 3] |= (byte)(((genotype[i] >> bit) & 1) << (at & 7));
            }
        }
    }

    /// <summary>Reads the genotype that <see cref="Pack"/> wrote.</summary>
    /// <exception cref="ArgumentException">A decision does not have the stored choice.</exception>
    public Architecture Unpack(ReadOnlySpan<byte> source)
    {
        Span<int> genotype = stackalloc int[_bits.Length];
        var at = 0;
        for (var i = 0; i < _bits.Length; i++)
        {
            genotype[i] = 0;
            for (var bit = 0; bit < _bits[i]; bit++, at++)
            {
                genotype[i] |= ((source[at >> 3] >> (at & 7)) & 1) << bit;
            }
        }

        return _space.Create(genotype);
    }

    static int BitsFor(int choices)
    {
        var bits = 0;
        while (1 << bits < choices)
        {
            bits++;
        }

        return bits;
    }
}
