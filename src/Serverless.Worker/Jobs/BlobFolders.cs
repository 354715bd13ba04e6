using System.Security.Cryptography;
using Serverless.Application.Storage;
using Serverless.Core.Datasets;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>Fetches images that are a blob each, and packs them into one zip file in the cache of the machine.</summary>
/// <remarks>This happens once for each search: the training data of a search does not change while it runs. Not thread-safe.</remarks>
sealed class BlobFolders(IDocumentStore documents, StoragePatience patience, DatasetCache cache)
{
    const int AtOnce = 16;
    const int Most = 1_000_000;

    /// <summary>The maximum size of all images together, since they are packed in memory.</summary>
    const long MostBytes = 512L * 1024 * 1024;

    readonly Dictionary<(string SearchId, string Folder), DatasetFile> _found = [];

    /// <summary>Returns the zip file of a folder's images, and its SHA-256.</summary>
    /// <param name="searchId">The search that trains on the images.</param>
    /// <param name="folder">The folder in the container <c>datasets</c>; its name is already validated.</param>
    /// <param name="expected">The expected SHA-256; null: any.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    /// <exception cref="JobInputException">The folder does not exist, a blob is not an image of a class, or the SHA-256 differs.</exception>
    public async Task<DatasetFile> FetchAsync(string searchId, string folder, string? expected, CancellationToken cancellation)
    {
        if (!_found.TryGetValue((searchId, folder), out var file) || cache.Find(file.Sha256!) is null)
        {
            file = await PackAsync(folder, cancellation);
            _found[(searchId, folder)] = file;
        }

        return expected is null || expected == file.Sha256
            ? file
            : throw new JobInputException($"The zip file of the images below {folder} has the SHA-256 {file.Sha256} instead of {expected}; the images differ from the requested ones.") { IsShared = true };
    }

    async Task<DatasetFile> PackAsync(string folder, CancellationToken cancellation)
    {
        var names = await NamesAsync(folder, cancellation);
        using var content = new MemoryStream();
        using (var archive = new ImageArchive(content))
        {
            foreach (var part in names.Chunk(AtOnce))
            {
                var images = await Task.WhenAll(part.Select(name => patience.RunAsync(
                    token => documents.ReadBytesAsync(BlobPaths.DatasetBlob($"{folder}/{name}"), token), cancellation)));
                if (content.Length + images.Sum(image => (long)image.Length) > MostBytes)
                {
                    throw new JobInputException($"The images below {folder} have more than {MostBytes} bytes in total: use several folders, or upload zip files.") { IsShared = true };
                }

                foreach (var (name, image) in part.Zip(images))
                {
                    archive.Add(name, new MemoryStream(image));
                }
            }
        }

        var bytes = content.ToArray();
        var sum = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return new DatasetFile { Path = cache.Find(sum) ?? cache.Keep(sum, bytes), Sha256 = sum };
    }

    async Task<IReadOnlyList<string>> NamesAsync(string folder, CancellationToken cancellation)
    {
        var names = await patience.RunAsync(
            async token =>
            {
                var found = new List<string>();
                await foreach (var name in documents.ListAsync(BlobPaths.Datasets, $"{folder}/", after: null, token))
                {
                    found.Add(name[(folder.Length + 1)..]);
                    if (found.Count > Most)
                    {
                        throw new JobInputException($"There are more than {Most} blobs below {folder}.") { IsShared = true };
                    }
                }

                return found;
            },
            cancellation);
        if (names.Select(ImagePath.Of).FirstOrDefault(path => path.Fault is not null).Fault is { } fault)
        {
            throw new JobInputException($"The blobs below {folder} are not only images: {fault}") { IsShared = true };
        }

        string[] images = [.. names.Where(name => ImagePath.Of(name).Class is not null).Order(StringComparer.Ordinal)];
        return images.Length > 0
            ? images
            : throw new JobInputException($"There are no images below {folder} in the container '{BlobPaths.Datasets}'.") { IsShared = true };
    }
}
