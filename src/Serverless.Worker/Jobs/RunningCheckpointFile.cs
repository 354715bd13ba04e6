using Serverless.Application.Storage;
using Serverless.Learning.Training;

namespace Serverless.Worker.Jobs;

/// <summary>
/// Reads and writes the checkpoint of a training in progress as bytes: header, epoch, loss, images of the next epoch with their loss and the
/// number of correct ones, seconds, state.
/// </summary>
static class RunningCheckpointFile
{
    const int BodyHeadLength = (2 * sizeof(int)) + (3 * sizeof(double)) + sizeof(long);

    static ReadOnlySpan<byte> Mark => "SNR1"u8;

    public static byte[] Write(BlobPath path, TrainingCheckpoint checkpoint)
    {
        var content = new byte[SealedBytes.HeadLength + BodyHeadLength + checkpoint.State.Length];
        using var writer = new BinaryWriter(new MemoryStream(content, SealedBytes.HeadLength, content.Length - SealedBytes.HeadLength));
        var part = checkpoint.Part ?? default;
        writer.Write(checkpoint.Epoch);
        writer.Write(checkpoint.Loss);
        writer.Write(part.Images);
        writer.Write(part.LossSum);
        writer.Write(part.Right);
        writer.Write(checkpoint.Seconds);
        writer.Write(checkpoint.State);
        writer.Flush();
        return SealedBytes.Seal(Mark, path, content);
    }

    /// <param name="path">The path of the bytes.</param>
    /// <param name="content">The bytes, which may be invalid.</param>
    /// <param name="fault">What is wrong; empty when nothing is.</param>
    /// <returns>The checkpoint; null when something is wrong.</returns>
    public static TrainingCheckpoint? Read(BlobPath path, byte[] content, out string fault)
    {
        if (SealedBytes.FaultOf(Mark, path, content, BodyHeadLength) is { } wrong)
        {
            fault = wrong;
            return null;
        }

        using var reader = new BinaryReader(new MemoryStream(content, SealedBytes.HeadLength, content.Length - SealedBytes.HeadLength, writable: false));
        var (epoch, loss) = (reader.ReadInt32(), reader.ReadDouble());
        var part = new EpochPart(reader.ReadInt32(), reader.ReadDouble(), reader.ReadInt64());
        var seconds = reader.ReadDouble();
        fault = epoch >= 0 && part.Images >= 0 && epoch + part.Images > 0 ? "" : $"it belongs to epoch {epoch} and {part.Images} images";
        return fault.Length > 0 ? null : new TrainingCheckpoint(epoch, loss, content[(SealedBytes.HeadLength + BodyHeadLength)..])
        {
            Part = part.Images > 0 ? part : null,
            Seconds = seconds,
        };
    }
}
