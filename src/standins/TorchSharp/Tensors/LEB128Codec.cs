namespace TorchSharp.Utils;

/// <summary>Little-endian base-128 integers: seven bits a byte, the high bit set on all but the last.</summary>
static class LEB128Codec
{
    const int Bits = 7;
    const int More = 1 << Bits;

    public static void Encode(this BinaryWriter writer, long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        for (; value >= More; value >>= Bits)
        {
            writer.Write((byte)(value | More));
        }

        writer.Write((byte)value);
    }

    /// <exception cref="InvalidDataException">The bytes do not end within 64 bits.</exception>
    public static long Decode(this BinaryReader reader)
    {
        long value = 0;
        for (var shift = 0; shift < 64; shift += Bits)
        {
            var next = reader.ReadByte();
            value |= (long)(next & (More - 1)) << shift;
            if ((next & More) == 0)
            {
                return value;
            }
        }

        throw new InvalidDataException("A length in the stream does not end: this is no tensor file.");
    }
}
