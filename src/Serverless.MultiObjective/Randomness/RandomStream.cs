namespace Serverless.MultiObjective.Randomness;

/// <summary>
/// A stream of random numbers that is a pure function of (seed, generation, index), so that results depend neither on the order
/// in which work is done nor on how many processes share it.
/// </summary>
/// <remarks>
/// xoshiro256** (Blackman, Vigna 2018) seeded by splitmix64. It is implemented here because <see cref="Random"/> does not promise the same sequence
/// across runtime versions, which golden runs need.
/// </remarks>
public sealed class RandomStream
{
    ulong _s0;
    ulong _s1;
    ulong _s2;
    ulong _s3;

    RandomStream(ulong state)
    {
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>Creates the stream of one decision.</summary>
    public static RandomStream For(long seed, int generation, int index)
    {
        var state = unchecked((ulong)seed);
        state = SplitMix(ref state) ^ unchecked((uint)generation * 0x9E3779B97F4A7C15UL);
        return new RandomStream(SplitMix(ref state) ^ unchecked((uint)index * 0xD1B54A32D192ED03UL));
    }

    /// <summary>Returns 64 uniform bits.</summary>
    public ulong NextBits()
    {
        var result = ulong.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = ulong.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Returns a uniform number in [0, 1) with 53 bits.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Returns a standard normal number (Box, Muller 1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Returns a uniform whole number in 0 .. <paramref name="count"/> − 1, without bias (Lemire 2019).</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not positive.</exception>
    public int NextInt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var range = (ulong)count;
        var product = (UInt128)NextBits() * range;
        if ((ulong)product < range)
        {
            var threshold = (0UL - range) % range;
            while ((ulong)product < threshold)
            {
                product = (UInt128)NextBits() * range;
            }
        }

        return (int)(product >> 64);
    }

    static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
