using System.Globalization;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;

namespace Serverless.StandIns.AzureFunctions.Durable.Log;

/// <summary>The blobs of a task hub: append blobs log/N and, for N from the latest on, snapshot/N, the state in which log/N begins.</summary>
sealed class SegmentStore(BlobContainerClient container)
{
    internal Task CreateContainerAsync(CancellationToken cancellation) =>
        StorageRetry.RunAsync(token => container.CreateIfNotExistsAsync(cancellationToken: token), cancellation);

    internal string NameOf(long segment) => $"{container.Name}/{LogName(segment)}";

    internal string NameOfSnapshot(long segment) => $"{container.Name}/{SnapshotName(segment)}";

    internal Task<List<long>> ListSegmentsAsync(CancellationToken cancellation) => ListAsync("log/", cancellation);

    internal Task<List<long>> ListSnapshotsAsync(CancellationToken cancellation) => ListAsync("snapshot/", cancellation);

    internal Task<byte[]> ReadSegmentAsync(long segment, CancellationToken cancellation) => ReadAsync(LogName(segment), cancellation);

    internal Task<byte[]> ReadSnapshotAsync(long segment, CancellationToken cancellation) => ReadAsync(SnapshotName(segment), cancellation);

    /// <summary>Makes a segment unless it exists.</summary>
    internal Task CreateSegmentAsync(long segment, CancellationToken cancellation) => StorageRetry.RunAsync(
        token => container.GetAppendBlobClient(LogName(segment)).CreateIfNotExistsAsync(cancellationToken: token), cancellation);

    /// <summary>Appends at a position, and nowhere else. An append that landed although its answer was lost counts as done.</summary>
    /// <exception cref="LogTakenOverException">Something else stands at the position.</exception>
    internal async Task AppendAsync(long segment, long position, byte[] data, CancellationToken cancellation)
    {
        var blob = container.GetAppendBlobClient(LogName(segment));
        try
        {
            await StorageRetry.RunAsync(
                async token =>
                {
                    using var content = new MemoryStream(data, writable: false);
                    var there = new AppendBlobRequestConditions { IfAppendPositionEqual = position };
                    return await blob.AppendBlockAsync(content, new AppendBlobAppendBlockOptions { Conditions = there }, token);
                },
                cancellation);
        }
        catch (RequestFailedException failed) when (failed.Status == 412)
        {
            var written = await StorageRetry.RunAsync(token => blob.DownloadContentAsync(token), cancellation);
            var present = written.Value.Content.ToMemory();
            if (present.Length != position + data.Length || !present.Span[(int)position..].SequenceEqual(data))
            {
                throw new LogTakenOverException(NameOf(segment));
            }
        }
    }

    /// <summary>Writes a snapshot from pieces; there is none until the last of them is written.</summary>
    internal async Task<long> WriteSnapshotAsync(long segment, IEnumerable<byte[]> pieces, CancellationToken cancellation)
    {
        var blob = container.GetBlockBlobClient(SnapshotName(segment));
        var blocks = new List<string>();
        var bytes = 0L;
        using var block = new MemoryStream();
        foreach (var piece in pieces)
        {
            if (block.Length + piece.Length > FrameCodec.MaxAppendBytes)
            {
                await StageAsync(blob, block, blocks, cancellation);
            }

            block.Write(piece);
            bytes += piece.Length;
        }

        await StageAsync(blob, block, blocks, cancellation);
        await StorageRetry.RunAsync(token => blob.CommitBlockListAsync(blocks, cancellationToken: token), cancellation);
        return bytes;
    }

    /// <summary>Deletes what the snapshot of a segment has made needless.</summary>
    internal async Task DeleteBeforeAsync(long segment, CancellationToken cancellation)
    {
        foreach (var old in (await ListSegmentsAsync(cancellation)).Where(number => number < segment))
        {
            await DeleteAsync(LogName(old), cancellation);
        }

        foreach (var old in (await ListSnapshotsAsync(cancellation)).Where(number => number < segment))
        {
            await DeleteAsync(SnapshotName(old), cancellation);
        }
    }

    static string LogName(long segment) => string.Create(CultureInfo.InvariantCulture, $"log/{segment:D10}");

    static string SnapshotName(long segment) => string.Create(CultureInfo.InvariantCulture, $"snapshot/{segment:D10}");

    static async Task StageAsync(BlockBlobClient blob, MemoryStream block, List<string> blocks, CancellationToken cancellation)
    {
        var id = Convert.ToBase64String(BitConverter.GetBytes(blocks.Count));
        await StorageRetry.RunAsync(
            token =>
            {
                block.Position = 0;
                return blob.StageBlockAsync(id, block, cancellationToken: token);
            },
            cancellation);
        blocks.Add(id);
        block.SetLength(0);
    }

    Task<Response<bool>> DeleteAsync(string name, CancellationToken cancellation) =>
        StorageRetry.RunAsync(token => container.DeleteBlobIfExistsAsync(name, cancellationToken: token), cancellation);

    Task<List<long>> ListAsync(string prefix, CancellationToken cancellation) => StorageRetry.RunAsync(
        async token =>
        {
            var numbers = new List<long>();
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, token))
            {
                numbers.Add(long.Parse(blob.Name.AsSpan(prefix.Length), CultureInfo.InvariantCulture));
            }

            numbers.Sort();
            return numbers;
        },
        cancellation);

    Task<byte[]> ReadAsync(string name, CancellationToken cancellation) => StorageRetry.RunAsync(
        async token =>
        {
            var blob = await container.GetBlobClient(name).DownloadContentAsync(token);
            return blob.Value.Content.ToArray();
        },
        cancellation);
}
