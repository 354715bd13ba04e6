using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Serverless.Application.Storage;
using Serverless.Core.Datasets;
using Serverless.Storage.Connection;

namespace Serverless.Storage.Documents;

/// <summary>Stores files of datasets in Azure blobs. They are sent block by block, and become visible when all blocks are there and valid.</summary>
/// <remarks>Blocks of a file that is never finished are removed by the service after a week.</remarks>
public sealed class BlobDatasetStore(StorageClients clients) : IDatasetStore
{
    const int BlockBytes = 4 * 1024 * 1024;
    const string SumOfContent = "sha256";

    /// <value>The largest file, in bytes. Default <see cref="DatasetFileFormat.MaximumBytes"/>.</value>
    public long MaximumBytes { get; init; } = DatasetFileFormat.MaximumBytes;

    /// <inheritdoc/>
    public async Task<DatasetAddition> TryAddAsync(string name, Stream content, string? sha256, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(content);
        var path = BlobPaths.DatasetBlob(name);
        var blob = clients.Blobs.GetBlobContainerClient(path.Container).GetBlockBlobClient(path.Name);
        using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (blocks, beginning, length, upload) = (new List<string>(), Array.Empty<byte>(), 0L, Guid.NewGuid());
        var buffer = new byte[BlockBytes];
        for (int read; (read = await content.ReadAtLeastAsync(buffer, BlockBytes, throwOnEndOfStream: false, cancellation).ConfigureAwait(false)) > 0;)
        {
            length += read;
            sum.AppendData(buffer, 0, read);
            if (length > MaximumBytes)
            {
                return new DatasetAddition(DatasetAdditionOutcome.TooLarge, Convert.ToHexStringLower(sum.GetCurrentHash()));
            }

            beginning = blocks.Count == 0 ? buffer[..Math.Min(read, DatasetFileFormat.Beginning)] : beginning;
            var block = Convert.ToBase64String(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{upload:N}{blocks.Count:D4}")));
            await StorageCalls.RunAsync(
                $"writing blob '{path}'",
                () => blob.StageBlockAsync(block, new MemoryStream(buffer, 0, read, writable: false), cancellationToken: cancellation),
                cancellation).ConfigureAwait(false);
            blocks.Add(block);
        }

        var found = Convert.ToHexStringLower(sum.GetCurrentHash());
        if (sha256 is not null && found != sha256)
        {
            return new DatasetAddition(DatasetAdditionOutcome.OtherSum, found);
        }

        return DatasetFileFormat.Find(beginning, length) is null
            ? new DatasetAddition(DatasetAdditionOutcome.UnknownFormat, found)
            : new DatasetAddition(await CommitAsync(path, blob, blocks, found, cancellation).ConfigureAwait(false), found);
    }

    static Task<DatasetAdditionOutcome> CommitAsync(
        BlobPath path, BlockBlobClient blob, List<string> blocks, string sum, CancellationToken cancellation) => StorageCalls.RunAsync(
        $"writing blob '{path}'",
        async () =>
        {
            var options = new CommitBlockListOptions
            {
                Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All },
                HttpHeaders = new BlobHttpHeaders { ContentType = "application/octet-stream" },
                Metadata = new Dictionary<string, string> { [SumOfContent] = sum },
            };
            try
            {
                await blob.CommitBlockListAsync(blocks, options, cancellation).ConfigureAwait(false);
                return DatasetAdditionOutcome.Added;
            }
            catch (RequestFailedException conflict) when (conflict.Status is 409 or 412 || conflict.ErrorCode == BlobErrorCode.InvalidBlockList)
            {
                // Another upload came first, perhaps an attempt of this call whose response was lost; committing one discards the blocks of all.
                return await SumOfAsync(blob, cancellation).ConfigureAwait(false) == sum
                    ? DatasetAdditionOutcome.AlreadyThere
                    : DatasetAdditionOutcome.NameTaken;
            }
        },
        cancellation);

    // Files uploaded by other means have no SHA-256 in their metadata.
    static async Task<string> SumOfAsync(BlockBlobClient blob, CancellationToken cancellation)
    {
        var properties = await blob.GetPropertiesAsync(cancellationToken: cancellation).ConfigureAwait(false);
        if (properties.Value.Metadata.TryGetValue(SumOfContent, out var known))
        {
            return known;
        }

        var content = await blob.OpenReadAsync(cancellationToken: cancellation).ConfigureAwait(false);
        await using var _ = content.ConfigureAwait(false);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation).ConfigureAwait(false));
    }
}
