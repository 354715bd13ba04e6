using System.Collections.Concurrent;
using System.Security.Cryptography;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Datasets;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Learning.Datasets;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>Ensures that the files of a job's dataset are on this machine, and are the ones that its search began with.</summary>
sealed class JobDatasets(IDocumentStore documents, StoragePatience patience, WorkerOptions options) : IDisposable
{
    readonly DatasetCache _cache = new(options.DatasetCache);
    readonly BlobFolders _folders = new(documents, patience, new(options.DatasetCache));
    readonly SemaphoreSlim _turn = new(1);

    // Keyed by path, length and modification time: hashing a large file for every job would take longer than some jobs.
    readonly ConcurrentDictionary<(string Path, long Length, DateTime ChangedAt), string> _sums = new();

    // Keyed by version: a blob without an expected sum is read again only when it was replaced.
    readonly ConcurrentDictionary<(BlobPath Path, string Version), string> _blobs = new();

    /// <summary>Returns the job's dataset with the full path and SHA-256 of every file; a built-in dataset is returned unchanged.</summary>
    /// <exception cref="JobInputException">The place of a file is invalid, or a blob is not the expected one.</exception>
    /// <exception cref="DatasetException">A file is missing, or is not the expected one or the one that the search began with.</exception>
    /// <exception cref="DocumentException">A blob is missing.</exception>
    public async Task<DatasetSpecification> ResolveAsync(Job job, CancellationToken cancellation)
    {
        if (job.Dataset.Source is not { } source)
        {
            return job.Dataset;
        }

        // One job at a time: concurrent jobs would fetch the same file.
        await _turn.WaitAsync(cancellation);
        try
        {
            var resolved = source with
            {
                Training = await ResolveAsync(job.SearchId, source.Training, cancellation),
                Validation = source.Validation is { } validation ? await ResolveAsync(job.SearchId, validation, cancellation) : null,
                Test = source.Test is { } test ? await ResolveAsync(job.SearchId, test, cancellation) : null,
            };
            await CompareAsync(job, source, resolved, cancellation);
            return job.Dataset with { Source = resolved };
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    async Task<IReadOnlyList<DatasetFile>> ResolveAsync(string searchId, IReadOnlyList<DatasetFile> files, CancellationToken cancellation)
    {
        var resolved = new List<DatasetFile>();
        foreach (var file in files)
        {
            if ((file.Path ?? file.Blob ?? file.BlobFolder) is not { } place || !DatasetFile.IsPlace(place))
            {
                throw new JobInputException($"A file of the dataset is at '{file.Path ?? file.Blob ?? file.BlobFolder}'. {DatasetFile.PlaceRule}") { IsShared = true };
            }

            resolved.Add(file switch
            {
                { Blob: { } blob } => await FetchAsync(blob, file.Sha256, cancellation),
                { BlobFolder: { } folder } => await _folders.FetchAsync(searchId, folder, file.Sha256, cancellation),
                _ => Find(place, file.Sha256),
            });
        }

        return resolved;
    }

    DatasetFile Find(string place, string? expected)
    {
        var path = DatasetFolder.Find(options.DatasetFolder, place);
        var folder = new DirectoryInfo(path);
        var file = new FileInfo(path);
        if (!file.Exists && !folder.Exists)
        {
            throw new DatasetException(path, $"there is no such file. Put it there, set {DatasetFolder.Variable} or --datasets to another folder, or upload it: serverless dataset add FILE.") { IsMissing = true };
        }

        // The modification time of a folder does not change with its files, so each job hashes it again.
        var sum = folder.Exists ? FileSum.Of(path) : _sums.GetOrAdd((path, file.Length, file.LastWriteTimeUtc), _ => FileSum.Of(path));
        FileSum.Check(path, sum, expected);
        return new DatasetFile { Path = path, Sha256 = sum };
    }

    async Task<DatasetFile> FetchAsync(string blob, string? expected, CancellationToken cancellation)
    {
        if (expected is not null && DatasetFile.IsSha256(expected) && _cache.Find(expected) is { } known)
        {
            return new DatasetFile { Path = known, Sha256 = expected };
        }

        var path = BlobPaths.DatasetBlob(blob);
        var version = await patience.RunAsync(token => documents.FindVersionAsync(path, token), cancellation);
        if (expected is null && version is not null && _blobs.TryGetValue((path, version), out var before) && _cache.Find(before) is { } unchanged)
        {
            return new DatasetFile { Path = unchanged, Sha256 = before };
        }

        var content = await ReadAsync(path, cancellation);
        var sum = Convert.ToHexStringLower(SHA256.HashData(content));
        try
        {
            FileSum.Check($"blob {path}", sum, expected);
        }
        catch (DatasetException wrong)
        {
            // Every other worker would fetch the same blob.
            throw new JobInputException(wrong.Message, wrong) { IsShared = true };
        }

        if (version is not null)
        {
            _blobs[(path, version)] = sum;
        }

        return new DatasetFile { Path = _cache.Find(sum) ?? _cache.Keep(sum, content), Sha256 = sum };
    }

    async Task<byte[]> ReadAsync(BlobPath path, CancellationToken cancellation)
    {
        try
        {
            return await patience.RunAsync(token => documents.ReadBytesAsync(path, token), cancellation);
        }
        catch (DocumentException missing)
        {
            throw new JobInputException(missing.Message, missing) { IsShared = true };
        }
    }

    /// <summary>Records the files that the search is trained on, or compares them with those that it began with.</summary>
    async Task CompareAsync(Job job, DatasetSource asked, DatasetSource resolved, CancellationToken cancellation)
    {
        var files = asked.Files.Zip(resolved.Files, (file, found) => file with { Sha256 = found.Sha256 }).ToList();
        var fingerprint = new DatasetFingerprint { Dataset = job.Dataset.Name, Files = files };
        var path = BlobPaths.DatasetFingerprint(job.SearchId);
        if (await patience.RunAsync(
            token => documents.TryCreateAsync(path, fingerprint, CoreJson.Default.DatasetFingerprint, token), cancellation))
        {
            return;
        }

        var first = await patience.RunAsync(token => documents.ReadAsync(path, CoreJson.Default.DatasetFingerprint, token), cancellation);
        foreach (var (found, begun) in files.Zip(first.Value.Files))
        {
            if (found.Sha256 != begun.Sha256)
            {
                throw new DatasetException(
                    found.Path ?? found.BlobFolder ?? $"blob {found.Blob}",
                    $"its SHA-256 is {found.Sha256} instead of {begun.Sha256}, with which the search started; put the same file on all workers.");
            }
        }
    }
}
