using System.Buffers.Binary;
using System.Numerics;

namespace Serverless.StandIns.AzureFunctions.Durable.Log;

/// <summary>
/// Frames of the log: a 32-byte header (magic, sequence number, part and parts, length, checksum of the payload, checksum of the header;
/// little-endian) and the payload. A payload that is too long for one append is cut into parts of the same sequence number.
/// </summary>
static class FrameCodec
{
    internal const int HeaderBytes = 32;

    /// <summary>Most bytes of one append, header included: storage services take at least this much.</summary>
    internal const int MaxAppendBytes = 4 * 1024 * 1024;

    const int MaxPartBytes = MaxAppendBytes - HeaderBytes;

    internal static ReadOnlySpan<byte> Magic => "DTFX\u0001\r\n\u001a"u8;

    /// <summary>Writes a payload as one or more frames.</summary>
    internal static IEnumerable<byte[]> Encode(long sequence, ReadOnlyMemory<byte> payload)
    {
        var parts = Math.Max(1, (payload.Length + MaxPartBytes - 1) / MaxPartBytes);
        for (var part = 0; part < parts; part++)
        {
            var start = part * MaxPartBytes;
            yield return EncodePart(sequence, part, parts, payload[start..Math.Min(payload.Length, start + MaxPartBytes)].Span);
        }
    }

    /// <summary>Reads the frame at a position; null unless a whole and undamaged one stands there.</summary>
    internal static Frame? Read(ReadOnlyMemory<byte> data, long position)
    {
        if (data.Length - position < HeaderBytes)
        {
            return null;
        }

        var header = data.Span.Slice((int)position, HeaderBytes);
        if (!header.StartsWith(Magic) || BinaryPrimitives.ReadUInt32LittleEndian(header[28..]) != Checksum(header[..28]))
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(header[20..]);
        if (data.Length - position - HeaderBytes < length)
        {
            return null;
        }

        var payload = data.Slice((int)position + HeaderBytes, length);
        return BinaryPrimitives.ReadUInt32LittleEndian(header[24..]) != Checksum(payload.Span)
            ? null
            : new Frame(
                BinaryPrimitives.ReadInt64LittleEndian(header[8..]),
                BinaryPrimitives.ReadUInt16LittleEndian(header[16..]),
                BinaryPrimitives.ReadUInt16LittleEndian(header[18..]),
                payload);
    }

    static byte[] EncodePart(long sequence, int part, int parts, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[HeaderBytes + payload.Length];
        Magic.CopyTo(frame);
        BinaryPrimitives.WriteInt64LittleEndian(frame.AsSpan(8), sequence);
        BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(16), (ushort)part);
        BinaryPrimitives.WriteUInt16LittleEndian(frame.AsSpan(18), (ushort)parts);
        BinaryPrimitives.WriteInt32LittleEndian(frame.AsSpan(20), payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(24), Checksum(payload));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(28), Checksum(frame.AsSpan(0, 28)));
        payload.CopyTo(frame.AsSpan(HeaderBytes));
        return frame;
    }

    // CRC-32C, which processors compute.
    static uint Checksum(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        for (; data.Length >= sizeof(ulong); data = data[sizeof(ulong)..])
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
        }

        foreach (var value in data)
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }
}
