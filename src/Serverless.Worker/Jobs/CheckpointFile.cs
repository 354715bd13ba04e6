using System.Buffers.Binary;
using Serverless.Application.Storage;
using Serverless.Learning.Training;

namespace Serverless.Worker.Jobs;

/// <summary>Reads and writes the checkpoint of a rung as bytes: header, epoch, loss, state.</summary>
static class CheckpointFile
{
    const int BodyHeadLength = sizeof(int) + sizeof(double);

    static ReadOnlySpan<byte> Mark => "SNC1"u8;

    public static byte[] Write(BlobPath path, TrainingCheckpoint checkpoint)
    {
        var content = new byte[SealedBytes.HeadLength + BodyHeadLength + checkpoint.State.Length];
        var body = content.AsSpan(SealedBytes.HeadLength);
        BinaryPrimitives.WriteInt32LittleEndian(body, checkpoint.Epoch);
        BinaryPrimitives.WriteDoubleLittleEndian(body[sizeof(int)..], checkpoint.Loss);
        checkpoint.State.CopyTo(body[BodyHeadLength..]);
        return SealedBytes.Seal(Mark, path, content);
    }

    /// <param name="path">The path of the bytes.</param>
    /// <param name="content">The bytes, which may be invalid.</param>
    /// <param name="epoch">The epoch that the checkpoint must have.</param>
    /// <param name="fault">What is wrong; empty when nothing is.</param>
    /// <returns>The checkpoint; null when something is wrong.</returns>
    public static TrainingCheckpoint? Read(BlobPath path, byte[] content, int epoch, out string fault)
    {
        if (SealedBytes.FaultOf(Mark, path, content, BodyHeadLength) is { } wrong)
        {
            fault = wrong;
            return null;
        }

        var body = content.AsSpan(SealedBytes.HeadLength);
        var checkpoint = new TrainingCheckpoint(
            BinaryPrimitives.ReadInt32LittleEndian(body),
            BinaryPrimitives.ReadDoubleLittleEndian(body[sizeof(int)..]),
            body[BodyHeadLength..].ToArray());
        fault = checkpoint.Epoch == epoch ? "" : $"it belongs to epoch {checkpoint.Epoch}";
        return checkpoint.Epoch == epoch ? checkpoint : null;
    }
}
