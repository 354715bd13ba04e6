using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Serverless.Application.Storage;
using Serverless.Learning.Training;

namespace Serverless.Worker.Jobs;

/// <summary>A checkpoint as bytes: mark, SHA-256 of its place and of all that follows, epoch, loss, state.</summary>
/// <remarks>The place is in the sum, so that a checkpoint that was put in another's place is found out.</remarks>
static class CheckpointFile
{
    const int MarkLength = 4;
    const int HashLength = SHA256.HashSizeInBytes;
    const int HeadLength = MarkLength + HashLength;
    const int BodyHeadLength = sizeof(int) + sizeof(double);

    static ReadOnlySpan<byte> Mark => "SNC1"u8;

    public static byte[] Write(BlobPath path, TrainingCheckpoint checkpoint)
    {
        var content = new byte[HeadLength + BodyHeadLength + checkpoint.State.Length];
        var body = content.AsSpan(HeadLength);
        BinaryPrimitives.WriteInt32LittleEndian(body, checkpoint.Epoch);
        BinaryPrimitives.WriteDoubleLittleEndian(body[sizeof(int)..], checkpoint.Loss);
        checkpoint.State.CopyTo(body[BodyHeadLength..]);
        Mark.CopyTo(content);
        Hash(path, body).CopyTo(content.AsSpan(MarkLength));
        return content;
    }

    /// <param name="path">Where the bytes lie.</param>
    /// <param name="content">Whatever lies there.</param>
    /// <param name="epoch">The epoch that it has to be of.</param>
    /// <param name="fault">What is wrong; empty when nothing is.</param>
    /// <returns>Null when something is wrong.</returns>
    public static TrainingCheckpoint? Read(BlobPath path, byte[] content, int epoch, out string fault)
    {
        if (content.Length < HeadLength + BodyHeadLength || !content.AsSpan(0, MarkLength).SequenceEqual(Mark))
        {
            fault = "it is none";
            return null;
        }

        var body = content.AsSpan(HeadLength);
        if (!Hash(path, body).AsSpan().SequenceEqual(content.AsSpan(MarkLength, HashLength)))
        {
            fault = "its checksum is wrong";
            return null;
        }

        var checkpoint = new TrainingCheckpoint(
            BinaryPrimitives.ReadInt32LittleEndian(body),
            BinaryPrimitives.ReadDoubleLittleEndian(body[sizeof(int)..]),
            body[BodyHeadLength..].ToArray());
        fault = checkpoint.Epoch == epoch ? "" : $"it is of epoch {checkpoint.Epoch}";
        return checkpoint.Epoch == epoch ? checkpoint : null;
    }

    static byte[] Hash(BlobPath path, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(path.ToString()));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
