using System.Security.Cryptography;
using System.Text;
using Serverless.Application.Storage;

namespace Serverless.Worker.Jobs;

/// <summary>Protects bytes by a header of a mark and the SHA-256 of their path and content.</summary>
/// <remarks>The hash includes the path, so that bytes that were moved to another path are detected.</remarks>
static class SealedBytes
{
    const int MarkLength = 4;
    const int HashLength = SHA256.HashSizeInBytes;

    /// <value>The number of bytes before the body.</value>
    public const int HeadLength = MarkLength + HashLength;

    /// <summary>Fills in the header of bytes whose body is complete.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> mark, BlobPath path, byte[] content)
    {
        mark.CopyTo(content);
        Hash(path, content.AsSpan(HeadLength)).CopyTo(content.AsSpan(MarkLength));
        return content;
    }

    /// <summary>Describes what is wrong with stored bytes; null when nothing is.</summary>
    /// <param name="mark">The expected mark.</param>
    /// <param name="path">The path of the bytes.</param>
    /// <param name="content">The bytes, which may be invalid.</param>
    /// <param name="least">The minimum length of the body.</param>
    public static string? FaultOf(ReadOnlySpan<byte> mark, BlobPath path, byte[] content, int least)
    {
        if (content.Length < HeadLength + least || !content.AsSpan(0, MarkLength).SequenceEqual(mark))
        {
            return "it is not a checkpoint";
        }

        return Hash(path, content.AsSpan(HeadLength)).AsSpan().SequenceEqual(content.AsSpan(MarkLength, HashLength)) ? null : "its checksum is wrong";
    }

    static byte[] Hash(BlobPath path, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(path.ToString()));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
