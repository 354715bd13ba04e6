using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Application.Storage;
using Serverless.Core.Datasets;
using Serverless.Storage.InMemory;
using Serverless.Testing;
using Serverless.Worker.Jobs;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Tests.Jobs;

/// <summary>Datasets that are blobs of storage.</summary>
public sealed class JobDatasetsTests : IDisposable
{
    readonly TemporaryFolder _cache = new();
    readonly InMemoryDocumentStore _store = new();

    [Fact]
    public async Task Resolve_BlobWithoutASum_IsReadOnceUntilItIsReplaced()
    {
        var (path, reads) = (BlobPaths.DatasetBlob("own/train.bin"), 0);
        var counting = HookedStore.Of(_store, nameof(IDocumentStore.ReadBytesAsync), _ =>
        {
            reads++;
            return Task.CompletedTask;
        });
        using var datasets = new JobDatasets(
            counting, new StoragePatience(TimeProvider.System, NullLogger<StoragePatience>.Instance), new WorkerOptions { DatasetCache = _cache.Path });
        await _store.TryCreateBytesAsync(path, (byte[])[1, 2, 3], CancellationToken.None);

        var first = await ResolveAsync(datasets, "s1");
        var second = await ResolveAsync(datasets, "s1");

        second.ShouldBe(first);
        reads.ShouldBe(1);

        var version = await _store.FindVersionAsync(path, CancellationToken.None);
        await _store.TryWriteBytesAsync(path, (byte[])[4], version, CancellationToken.None);
        (await ResolveAsync(datasets, "s2")).Sha256.ShouldNotBe(first.Sha256);
        reads.ShouldBe(2);
    }

    public void Dispose() => _cache.Dispose();

    static async Task<DatasetFile> ResolveAsync(JobDatasets datasets, string searchId)
    {
        var job = TestJobs.New() with { SearchId = searchId };
        var source = new DatasetSource { Format = DatasetFormat.Cifar10, Shape = new(3, 32, 32, 10), Training = [new DatasetFile { Blob = "own/train.bin" }] };
        return (await datasets.ResolveAsync(job with { Dataset = job.Dataset with { Source = source } }, CancellationToken.None)).Source!.Training[0];
    }
}
