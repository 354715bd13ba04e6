using System.Buffers.Binary;
using Serverless.Application.Storage;

namespace Serverless.Worker.Jobs;

/// <summary>Reads and writes the state of a stage of a generator's fit as bytes: header, seconds, state.</summary>
static class GeneratorCheckpointFile
{
    static ReadOnlySpan<byte> Mark => "SNG1"u8;

    public static byte[] Write(BlobPath path, double seconds, byte[] state)
    {
        var content = new byte[SealedBytes.HeadLength + sizeof(double) + state.Length];
        var body = content.AsSpan(SealedBytes.HeadLength);
        BinaryPrimitives.WriteDoubleLittleEndian(body, seconds);
        state.CopyTo(body[sizeof(double)..]);
        return SealedBytes.Seal(Mark, path, content);
    }

    /// <param name="path">The path of the bytes.</param>
    /// <param name="content">The bytes, which may be invalid.</param>
    /// <param name="seconds">The seconds of work up to the state.</param>
    /// <param name="fault">What is wrong; empty when nothing is.</param>
    /// <returns>The state; null when something is wrong.</returns>
    public static byte[]? Read(BlobPath path, byte[] content, out double seconds, out string fault)
    {
        seconds = 0;
        if (SealedBytes.FaultOf(Mark, path, content, sizeof(double)) is { } wrong)
        {
            fault = wrong;
            return null;
        }

        var body = content.AsSpan(SealedBytes.HeadLength);
        seconds = BinaryPrimitives.ReadDoubleLittleEndian(body);
        fault = seconds >= 0 ? "" : $"it took {seconds} s";
        return fault.Length > 0 ? null : body[sizeof(double)..].ToArray();
    }
}
