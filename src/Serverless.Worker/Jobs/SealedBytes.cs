using System.Security.Cryptography;
using System.Text;
using Serverless.Application.Storage;

namespace Serverless.Worker.Jobs;

/// <summary>Bytes behind a mark and the SHA-256 of their place and of themselves.</summary>
/// <remarks>The place is in the sum, so that bytes that were put in another's place are found out.</remarks>
static class SealedBytes
{
    const int MarkLength = 4;
    const int HashLength = SHA256.HashSizeInBytes;

    /// <value>Bytes before the body.</value>
    public const int HeadLength = MarkLength + HashLength;

    /// <summary>Fills the head of bytes whose body is there.</summary>
    public static byte[] Seal(ReadOnlySpan<byte> mark, BlobPath path, byte[] content)
    {
        mark.CopyTo(content);
        Hash(path, content.AsSpan(HeadLength)).CopyTo(content.AsSpan(MarkLength));
        return content;
    }

    /// <summary>What is wrong with bytes that were found; null when nothing is.</summary>
    /// <param name="mark">What they begin with.</param>
    /// <param name="path">Where they lie.</param>
    /// <param name="content">Whatever lies there.</param>
    /// <param name="least">How long the body is at least.</param>
    public static string? FaultOf(ReadOnlySpan<byte> mark, BlobPath path, byte[] content, int least)
    {
        if (content.Length < HeadLength + least || !content.AsSpan(0, MarkLength).SequenceEqual(mark))
        {
            return "it is none";
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
