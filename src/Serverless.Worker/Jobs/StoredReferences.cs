using System.Security.Cryptography;
using System.Text;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>
/// Stores the representations that trained reference networks compute for their images, once for all workers and searches that use the same
/// reference. Thread-safe.
/// </summary>
/// <remarks>The first ones that are written stay: a network trained on another kind of device has other weights.</remarks>
sealed class StoredReferences(IDocumentStore documents, StoragePatience patience)
{
    // All jobs of a search have the same reference, and it never changes.
    volatile Known? _last;

    /// <summary>Returns the name of the claim that a worker holds while it trains the reference of a job.</summary>
    public static string ClaimOf(Job job) =>
        "reference-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PathOf(job).ToString())));

    /// <summary>Returns the path of the representations: a function of everything that affects the trained network.</summary>
    /// <param name="job">The job as it was requested, with a reference.</param>
    public static BlobPath PathOf(Job job) => BlobPaths.Representations(
        job.Space.Name,
        job.Dataset.Name,
        RecipeHash.Of(job.Space, job.Dataset.In(job.SearchId), job.Training with { Seeds = null }),
        job.Reference!.Candidate, // asked for jobs that have one
        job.Seed);

    /// <summary>Returns whether the reference of a job has to be trained before anything can be compared with it.</summary>
    public async Task<bool> IsMissingAsync(Job job, CancellationToken cancellation) =>
        job.Reference is not null && await FindAsync(job, cancellation) is null;

    /// <summary>Finds the stored representations of the reference of a job; null when there are none yet.</summary>
    /// <exception cref="DocumentException">The blob is malformed.</exception>
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

    /// <summary>Stores the representations of the reference of a job.</summary>
    /// <returns>The stored representations, which can be those of another worker.</returns>
    /// <exception cref="DocumentException">The existing blob is malformed.</exception>
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
