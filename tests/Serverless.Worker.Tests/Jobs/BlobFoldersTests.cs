using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Application.Storage;
using Serverless.Core.Datasets;
using Serverless.Testing;
using Serverless.Worker.Jobs;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Tests.Jobs;

/// <summary>Images that are separate blobs in a folder of storage.</summary>
public sealed class BlobFoldersTests : IDisposable
{
    readonly TemporaryFolder _cache = new();

    [Fact]
    public async Task Fetch_ImagesOfMoreBytesTogetherThanAreTaken_SaysWhatToDo()
    {
        // The largest blobs that there can be, all of one content.
        var images = Enumerable.Range(0, 9).ToDictionary(number => $"flowers/rose/{number}.png", _ => ImageBlobs.Largest);

        var error = await Should.ThrowAsync<JobInputException>(() => FetchAsync(images));

        error.Message.ShouldBe("The images below flowers have more than 536870912 bytes in total: use several folders, or upload zip files.");
        error.IsShared.ShouldBeTrue("another candidate would fail by it too");
        Directory.EnumerateFileSystemEntries(_cache.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Fetch_Folder_IsAZipOfTheSameSumWheneverItHoldsTheSame()
    {
        var images = new Dictionary<string, byte[]> { ["flowers/rose/1.png"] = [1, 2], ["flowers/tulip/1.png"] = [3] };

        var first = await FetchAsync(images);
        var second = await FetchAsync(images);

        (second.Sha256, second.Path).ShouldBe((first.Sha256, first.Path));
        File.Exists(first.Path).ShouldBeTrue();
    }

    public void Dispose() => _cache.Dispose();

    Task<DatasetFile> FetchAsync(Dictionary<string, byte[]> images) =>
        new BlobFolders(ImageBlobs.Of(images), new StoragePatience(TimeProvider.System, NullLogger<StoragePatience>.Instance), new DatasetCache(_cache.Path))
            .FetchAsync("s1", "flowers", expected: null, CancellationToken.None);

    /// <summary>A store that has these blobs and nothing else.</summary>
    public class ImageBlobs : DispatchProxy
    {
        Dictionary<string, byte[]> _images = [];

        public static byte[] Largest { get; } = new byte[DatasetFileFormat.MaximumBytes];

        public static IDocumentStore Of(Dictionary<string, byte[]> images)
        {
            var blobs = Create<IDocumentStore, ImageBlobs>();
            ((ImageBlobs)(object)blobs)._images = images;
            return blobs;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            nameof(IDocumentStore.ListAsync) => ListAsync(),
            nameof(IDocumentStore.ReadBytesAsync) => Task.FromResult(_images[((BlobPath)args![0]!).Name]),
            _ => throw new NotSupportedException(targetMethod.Name),
        };

        async IAsyncEnumerable<string> ListAsync()
        {
            await Task.CompletedTask;
            foreach (var name in _images.Keys)
            {
                yield return name;
            }
        }
    }
}
