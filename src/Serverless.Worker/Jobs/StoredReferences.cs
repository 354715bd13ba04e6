using System.Security.Cryptography;
using System.Text;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>What trained reference networks make of their images, once for all workers and searches that compare with the same. Safe to share between threads.</summary>
/// <remarks>The first one that is written stays: a network trained on another kind of device has other weights.</remarks>
sealed class StoredReferences(IDocumentStore documents, StoragePatience patience)
{
    // The jobs of a search all have the same one. It never changes.
    volatile Known? _last;

    /// <summary>Names what a worker holds a claim on that trains the reference of a job.</summary>
    public static string ClaimOf(Job job) =>
        "reference-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PathOf(job).ToString())));

    /// <summary>Where it is kept: a function of all that shapes the trained network.</summary>
    /// <param name="job">With a reference, as it was asked for.</param>
    public static BlobPath PathOf(Job job) => BlobPaths.Representations(
        job.Space.Name,
        job.Dataset.Name,
        RecipeHash.Of(job.Space, job.Dataset.In(job.SearchId), job.Training with { Seeds = null }),
        job.Reference!.Candidate, // asked for jobs that have one
        job.Seed);

    /// <summary>Whether the reference of a job has to be trained before anything can be compared with it.</summary>
    public async Task<bool> IsMissingAsync(Job job, CancellationToken cancellation) =>
        job.Reference is not null && await FindAsync(job, cancellation) is null;

    /// <summary>What is kept of the reference of a job; null when that is nothing yet.</summary>
    /// <exception cref="DocumentException">It is malformed.</exception>
    public async Task<ReferenceRepresentations?> FindAsync(Job job, CancellationToken cancellation)
    {
        var path = PathOf(job);
        if (_last is { } last && last.Path == path)
        {
            return last.Representations;
        }

        return await patience.RunAsync(
            token => documents.FindAsync(path, CoreJson.Default.ReferenceRepresentations, token), cancellation) is { Value: var found }
            ? Remember(path, found)
            : null;
    }

    /// <summary>Keeps what the reference of a job gave.</summary>
    /// <returns>What is kept, which may be another worker's.</returns>
    /// <exception cref="DocumentException">What was there is malformed.</exception>
    public async Task<ReferenceRepresentations> GetOrCreateAsync(Job job, ReferenceRepresentations found, CancellationToken cancellation)
    {
        var path = PathOf(job);
        return Remember(path, await patience.RunAsync(
            async token => await documents.TryCreateAsync(path, found, CoreJson.Default.ReferenceRepresentations, token)
                ? found
                : (await documents.ReadAsync(path, CoreJson.Default.ReferenceRepresentations, token)).Value,
            cancellation));
    }

    ReferenceRepresentations Remember(BlobPath path, ReferenceRepresentations representations)
    {
        _last = new Known(path, representations);
        return representations;
    }

    sealed record Known(BlobPath Path, ReferenceRepresentations Representations);
}
