using System.Security.Cryptography;
using System.Text;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>The weights of supernets, once for all workers and searches that inherit from the same. Safe to share between threads.</summary>
/// <remarks>The first ones that are written stay: a supernet that was trained on another kind of device has others.</remarks>
sealed class StoredSupernets(IDocumentStore documents, StoragePatience patience)
{
    // The jobs of a search all have the same one. It never changes.
    volatile Known? _last;

    /// <summary>Names what a worker holds a claim on that trains the supernet of a job.</summary>
    public static string ClaimOf(Job job) =>
        "supernet-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PathOf(job).ToString())));

    /// <summary>Where it is kept: a function of all that shapes its weights.</summary>
    /// <param name="job">With a supernet, as it was asked for.</param>
    public static BlobPath PathOf(Job job) => BlobPaths.Supernet(
        job.Space.Name, job.Dataset.Name, RecipeOf(job, job.Dataset.In(job.SearchId)), job.Supernet!.Identity, job.Seed); // as below

    /// <summary>Where its training is kept while it runs.</summary>
    /// <param name="resolved">The job, with a dataset whose files are here.</param>
    public static BlobPath CheckpointOf(Job resolved) => BlobPaths.SupernetCheckpoint(
        resolved.Space.Name, resolved.Dataset.Name, RecipeOf(resolved, resolved.Dataset), resolved.Supernet!.Identity, resolved.Seed); // as below

    /// <summary>Whether the supernet of a job has to be trained before anything can inherit from it.</summary>
    public async Task<bool> IsMissingAsync(Job job, CancellationToken cancellation) =>
        job.Supernet is not null && _last?.Path != PathOf(job)
        && await patience.RunAsync(token => documents.FindVersionAsync(PathOf(job), token), cancellation) is null;

    /// <summary>The weights that the candidate of a job inherits; null when they are not there yet.</summary>
    public async Task<byte[]?> FindAsync(Job job, CancellationToken cancellation)
    {
        var path = PathOf(job);
        if (_last is { } last && last.Path == path)
        {
            return last.Weights;
        }

        return await patience.RunAsync(token => documents.FindBytesAsync(path, token), cancellation) is { Value: var found } ? Remember(path, found) : null;
    }

    /// <summary>Keeps the weights of a job's supernet.</summary>
    /// <returns>What is kept, which may be another worker's.</returns>
    /// <exception cref="JobInputException">They are more than can be kept.</exception>
    public async Task<byte[]> GetOrCreateAsync(Job job, byte[] weights, CancellationToken cancellation)
    {
        if (weights.Length > IDocumentStore.MaximumBytes)
        {
            throw new JobInputException(
                $"The supernet has {weights.Length} bytes, more than the {IDocumentStore.MaximumBytes} that are kept: take fewer space.channels than {job.Space.Channels}.")
            {
                IsShared = true,
            };
        }

        var path = PathOf(job);
        var isKept = await patience.RunAsync(token => documents.TryCreateBytesAsync(path, weights, token), cancellation);
        return isKept ? Remember(path, weights) : await FindAsync(job, cancellation) ?? Remember(path, weights);
    }

    static string RecipeOf(Job job, DatasetSpecification dataset) => RecipeHash.Of(job.Space, dataset, job.Supernet!.RecipeOf(job.Training)); // asked for jobs that have one

    byte[] Remember(BlobPath path, byte[] weights)
    {
        _last = new Known(path, weights);
        return weights;
    }

    sealed record Known(BlobPath Path, byte[] Weights);
}
