using System.Security.Cryptography;
using Serverless.Application.Storage;
using Serverless.Core.Datasets;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Testing;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.PixelFormats;

namespace Serverless.Worker.Tests.Processes;

/// <summary>Datasets that are not built in, from storage and from a worker's disk.</summary>
[Collection("processes")]
public sealed class OwnDatasetTests(AzuriteFixture azurite) : WorkerTests(azurite)
{
    readonly TemporaryFolder _folder = new();
    string Cache => Path.Combine(_folder.Path, "cache");

    public override async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Blob_TrainedAndTested_IsFetchedOnceForAllWorkersOfTheMachine()
    {
        var (training, test) = (Cifar(seed: 1), Cifar(seed: 2));
        var name = $"{Guid.NewGuid():N}/train.bin";
        await Jobs.Documents.TryCreateBytesAsync(BlobPaths.DatasetBlob(name), training, CancellationToken.None);
        await File.WriteAllBytesAsync(Path.Combine(_folder.Path, "test.bin"), test);
        var job = JobOf("s-blob", new DatasetFile { Blob = name, Sha256 = SumOf(training) }, new DatasetFile { Path = "test.bin" });
        JobResult trained;
        await using (var first = Start("first"))
        {
            trained = await Jobs.ResultAsync(await Jobs.QueueAsync(job));
            trained.Error.ShouldBeNull();
            var tested = await Jobs.ResultAsync(await Jobs.QueueAsync(
                job with { Id = job.Id + "-test", Kind = JobKind.Test, ModelBlob = trained.ModelBlob }));
            tested.Error.ShouldBeNull();
            tested.Metrics["testAccuracy"].ShouldBeInRange(0, 100);
            await first.TerminateAsync();
        }

        Directory.GetFiles(Cache).Select(Path.GetFileName).ShouldBe([SumOf(training)]);
        var version = await Jobs.Documents.FindVersionAsync(BlobPaths.DatasetBlob(name), CancellationToken.None);
        await Jobs.Documents.TryDeleteAsync(BlobPaths.DatasetBlob(name), version!, CancellationToken.None);
        await using var second = Start("second");

        var again = await Jobs.ResultAsync(await Jobs.QueueAsync(job with { Id = job.Id + "-again", Seed = job.Seed + 1_000 }));

        again.Error.ShouldBeNull();
    }

    [Fact]
    public async Task Blob_ThatIsNotTheOneAskedFor_FailsForGood()
    {
        var name = $"{Guid.NewGuid():N}/train.bin";
        await Jobs.Documents.TryCreateBytesAsync(BlobPaths.DatasetBlob(name), Cifar(seed: 1), CancellationToken.None);
        await using var worker = Start("w1");

        var wrong = await Jobs.ResultAsync(await Jobs.QueueAsync(
            JobOf("s-blob-wrong", new DatasetFile { Blob = name, Sha256 = new string('0', 64) }, test: null)));

        wrong.Error.ShouldNotBeNull().ShouldContain($"instead of {new string('0', 64)}");
        wrong.IsFinal.ShouldBeTrue("every worker fetches the same blob");
    }

    [Fact]
    public async Task File_ThatChangesWithinASearch_FailsItsJobsAndNoOthers()
    {
        var path = Path.Combine(_folder.Path, "train.bin");
        await File.WriteAllBytesAsync(path, Cifar(seed: 1));
        await using var worker = Start("w1");
        var job = JobOf("s-path", new DatasetFile { Path = "train.bin" }, test: null);
        (await Jobs.ResultAsync(await Jobs.QueueAsync(job))).Error.ShouldBeNull();

        await File.WriteAllBytesAsync(path, Cifar(seed: 3));
        var changed = await Jobs.ResultAsync(await Jobs.QueueAsync(job with { Id = job.Id + "-changed", Seed = job.Seed + 1_000 }));
        var other = await Jobs.ResultAsync(await Jobs.QueueAsync(job with { Id = job.Id + "-other", SearchId = "s-other" }));
        var wrong = await Jobs.ResultAsync(await Jobs.QueueAsync(
            JobOf("s-wrong", new DatasetFile { Path = "train.bin", Sha256 = new string('0', 64) }, test: null)));
        var gone = await Jobs.ResultAsync(await Jobs.QueueAsync(JobOf("s-gone", new DatasetFile { Path = "gone.bin" }, test: null)));
        var outside = await Jobs.ResultAsync(await Jobs.QueueAsync(JobOf("s-out", new DatasetFile { Path = "../train.bin" }, test: null)));

        changed.Error.ShouldNotBeNull().ShouldContain("with which the search started");
        other.Error.ShouldBeNull();
        other.ReusedFrom.ShouldBeNull("what the file held when the other search was trained is not known to be the same");
        wrong.Error.ShouldNotBeNull().ShouldContain($"instead of {new string('0', 64)}");
        gone.Error.ShouldNotBeNull().ShouldContain("there is no such file");
        outside.Error.ShouldNotBeNull().ShouldContain("A file of the dataset is at '../train.bin'");
    }

    [Fact]
    public async Task BlobFolder_OfImages_IsTrainedOnAsItsZipFile()
    {
        var folder = $"{Guid.NewGuid():N}/train";
        using var zip = new MemoryStream();
        using (var archive = new ImageArchive(zip))
        {
            foreach (var name in Enumerable.Range(0, 40).Select(i => $"{(i % 2 == 0 ? "a" : "b")}/{i:D2}.png").Order(StringComparer.Ordinal))
            {
                using var image = new Image<L8>(32, 32, new L8((byte)(name.GetHashCode(StringComparison.Ordinal) & 0xFF)));
                using var content = new MemoryStream();
                await image.SaveAsPngAsync(content);
                await Jobs.Documents.TryCreateBytesAsync(BlobPaths.DatasetBlob($"{folder}/{name}"), content.ToArray(), CancellationToken.None);
                content.Position = 0;
                archive.Add(name, content);
            }
        }

        await using var worker = Start("w1");
        var job = JobOf("s-folder", new DatasetFile { BlobFolder = folder }, test: null);
        job = job with { Dataset = job.Dataset with { Source = job.Dataset.Source! with { Format = DatasetFormat.Images, Shape = new ImageShape(1, 32, 32, 2) } } };

        (await Jobs.ResultAsync(await Jobs.QueueAsync(job))).Error.ShouldBeNull();
        var none = await Jobs.ResultAsync(await Jobs.QueueAsync(job with
        {
            Id = job.Id + "-none",
            SearchId = "s-none",
            Dataset = job.Dataset with { Source = job.Dataset.Source! with { Training = [new DatasetFile { BlobFolder = "nothing/there" }] } },
        }));

        Directory.GetFiles(Cache).Select(Path.GetFileName).ShouldBe([SumOf(zip.ToArray())]);
        none.Error.ShouldNotBeNull().ShouldContain("There are no images below nothing/there");
    }

    ChildProcess Start(string name) =>
        WorkerProcess.Start(Storage, name, "--datasets", _folder.Path, "--dataset-cache", Cache);

    /// <summary>Forty records of noise.</summary>
    static byte[] Cifar(int seed)
    {
        var content = new byte[40 * 3_073];
        new Random(seed).NextBytes(content);
        for (var record = 0; record < 40; record++)
        {
            content[record * 3_073] %= 10;
        }

        return content;
    }

    static string SumOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    static Job JobOf(string search, DatasetFile training, DatasetFile? test) => TestJobs.New() with
    {
        SearchId = search,
        Dataset = new DatasetSpecification
        {
            Name = "noise",
            TrainingImages = 32,
            ValidationImages = 8,
            Source = new DatasetSource
            {
                Format = DatasetFormat.Cifar10,
                Shape = new ImageShape(3, 32, 32, 10),
                Training = [training],
                Test = test is null ? null : [test],
            },
        },
    };
}
