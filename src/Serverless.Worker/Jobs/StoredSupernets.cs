using System.Security.Cryptography;
using System.Text;
using Serverless.Application.Storage;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>Stores the weights of supernets, once for all workers and searches that inherit from the same supernet. Thread-safe.</summary>
/// <remarks>The first weights that are written stay: a supernet trained on another kind of device has others.</remarks>
sealed class StoredSupernets(IDocumentStore documents, StoragePatience patience)
{
    // All jobs of a search have the same supernet, and it never changes.
    volatile Known? _last;

    /// <summary>Returns the name of the claim that a worker holds while it trains the supernet of a job.</summary>
    public static string ClaimOf(Job job) =>
        "supernet-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PathOf(job).ToString())));

    /// <summary>Returns the path of the weights: a function of everything that affects them.</summary>
    /// <param name="job">The job as it was requested, with a supernet.</param>
    public static BlobPath PathOf(Job job) => BlobPaths.Supernet(
        job.Space.Name, job.Dataset.Name, RecipeOf(job, job.Dataset.In(job.SearchId)), job.Supernet!.Identity, job.Seed); // as below

    /// <summary>Returns the path of the running checkpoint of the training.</summary>
    /// <param name="resolved">The job, with a dataset whose files are on this machine.</param>
    public static BlobPath CheckpointOf(Job resolved) => BlobPaths.SupernetCheckpoint(
        resolved.Space.Name, resolved.Dataset.Name, RecipeOf(resolved, resolved.Dataset), resolved.Supernet!.Identity, resolved.Seed); // as below

    /// <summary>Returns whether the supernet of a job has to be trained before anything can inherit from it.</summary>
    public async Task<bool> IsMissingAsync(Job job, CancellationToken cancellation) =>
        job.Supernet is not null && _last?.Path != PathOf(job)
        && await patience.RunAsync(token => documents.FindVersionAsync(PathOf(job), token), cancellation) is null;

    /// <summary>Finds the weights that the candidate of a job inherits; null when they are not stored yet.</summary>
    public async Task<byte[]?> FindAsync(Job job, CancellationToken cancellation)
    {
        var path = PathOf(job);
        if (_last is { } last && last.Path == path)
        {
            return last.Weights;
        }

        return await patience.RunAsync(token => documents.FindBytesAsync(path, token), cancellation) is { Value: var found } ? Remember(path, found) : null;
    }

    /// <summary>Stores the weights of a job's supernet.</summary>
    /// <returns>The stored weights, which can be those of another worker.</returns>
    /// <exception cref="JobInputException">The weights are too large to be stored.</exception>
    public async Task<byte[]> GetOrCreateAsync(Job job, byte[] weights, CancellationToken cancellation)
    {
        if (weights.Length > IDocumentStore.MaximumBytes)
        {
            throw new JobInputException(
                $"The supernet has {weights.Length} bytes, more than the limit of {IDocumentStore.MaximumBytes}: use fewer space.channels than {job.Space.Channels}.")
            {
                IsShared = true,
            };
        }

        var path = PathOf(job);
        var isKept = await patience.RunAsync(token => documents.TryCreateBytesAsync(path, weights, token), cancellation);
        return isKept ? Remember(path, weights) : await FindAsync(job, cancellation) ?? Remember(path, weights);
    }

    /// <summary>Forgets the weights for a job, which turned out not to be of its networks, so that they are read again.</summary>
    public void Forget(Job job)
    {
        if (_last?.Path == PathOf(job))
        {
            _last = null;
        }
    }

    static string RecipeOf(Job job, DatasetSpecification dataset) => RecipeHash.Of(job.Space, dataset, job.Supernet!.RecipeOf(job.Training)); // asked for jobs that have one

    byte[] Remember(BlobPath path, byte[] weights)
    {
        _last = new Known(path, weights);
        return weights;
    }

    sealed record Known(BlobPath Path, byte[] Weights);
}
