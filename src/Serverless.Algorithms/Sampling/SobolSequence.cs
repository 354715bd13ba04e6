using System.Numerics;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Sampling;

/// <summary>A Sobol sequence with nested uniform scrambling (Owen 1995), computed one coordinate at a time.</summary>
/// <remarks>
/// The direction numbers are those of Joe, Kuo 2008 (new-joe-kuo-6). Scrambling is by hashing, which is a random nested permutation of the binary
/// digits: Laine, Karras 2011, with the constants of Vegdahl 2021. Coordinates beyond the table's 64 repeat earlier ones with scramblings and point
/// orders of their own: each is even, but pairs of them are only as even as random ones.
/// </remarks>
sealed class SobolSequence
{
    const int Digits = 32;

    readonly uint[][] _directions;
    readonly uint[] _scrambles;
    readonly uint[] _shuffles;

    /// <param name="dimensions">The number of coordinates of a point.</param>
    /// <param name="seed">The seed of the scrambling.</param>
    public SobolSequence(int dimensions, long seed)
    {
        _directions = [.. Enumerable.Range(0, dimensions).Select(i => SobolDirections.Of(i % SobolDirections.Dimensions, Digits))];
        _scrambles = [.. Enumerable.Range(0, dimensions).Select(i => (uint)RandomStream.For(seed, -1, i).NextBits())];
        _shuffles = [.. Enumerable.Range(0, dimensions).Select(i => (uint)RandomStream.For(seed, -2, i / SobolDirections.Dimensions).NextBits())];
    }

    /// <summary>Returns a coordinate of a point times 2³².</summary>
    /// <param name="index">The index of the point, from 0.</param>
    /// <param name="dimension">The index of the coordinate, from 0.</param>
    public uint Bits(uint index, int dimension)
    {
        var rest = dimension < SobolDirections.Dimensions ? index : Scramble(index, _shuffles[dimension]);
        var bits = 0u;
        for (var digit = 0; rest != 0; digit++, rest >>= 1)
        {
            bits ^= (rest & 1) == 0 ? 0 : _directions[dimension][digit];
        }

        return Scramble(bits, _scrambles[dimension]);
    }

    /// <summary>Permutes the values so that the flip of each digit depends only on the digits before it.</summary>
    static uint Scramble(uint bits, uint seed)
    {
        bits = Reverse(bits);
        bits ^= bits * 0x3d20adea;
        bits += seed;
        bits *= (seed >> 16) | 1;
        bits ^= bits * 0x05526c56;
        bits ^= bits * 0x53a22864;
        return Reverse(bits);
    }

    static uint Reverse(uint bits)
    {
        bits = ((bits >> 1) & 0x55555555) | ((bits & 0x55555555) << 1);
        bits = ((bits >> 2) & 0x33333333) | ((bits & 0x33333333) << 2);
        bits = ((bits >> 4) & 0x0F0F0F0F) | ((bits & 0x0F0F0F0F) << 4);
        return BitOperations.RotateLeft(((bits >> 8) & 0x00FF00FF) | ((bits & 0x00FF00FF) << 8), 16);
    }
}
