using System.Security.Cryptography;
using System.Text;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>Stores the results of trainings by what was trained, so that concurrent searches that request the same training share one.</summary>
sealed class StoredTrainings(IDocumentStore documents, StoragePatience patience)
{
    /// <summary>Returns the name of the claim that a training holds; equal for jobs that request the same training.</summary>
    public static string ClaimOf(Job job) =>
        "training-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PathOf(job).ToString())));

    /// <summary>Finds the result of an earlier training that a job can use; null when there is none.</summary>
    /// <exception cref="DocumentException">The stored result is malformed.</exception>
    public async Task<JobResult?> FindAsync(Job job, CancellationToken cancellation)
    {
        if (await patience.RunAsync(
            token => documents.FindAsync(PathOf(job), CoreJson.Default.StoredTraining, token), cancellation) is not { Value: var kept } found)
        {
            return null;
        }

        if (kept.Result.ModelBlob is { } model && await patience.RunAsync(
            token => documents.FindVersionAsync(ModelOf(job, model), token), cancellation) is null)
        {
            // Without its network nothing can be measured: the training is repeated, and stored in place of this one.
            await patience.RunAsync(token => documents.TryDeleteAsync(PathOf(job), found.Version, token), cancellation);
            return null;
        }

        // A result of the same search comes from a worker that died before it could write the job's result, so this search pays for it.
        return kept.SearchId == job.SearchId
            ? kept.Result with { JobId = job.Id }
            : kept.Result with { JobId = job.Id, Seconds = 0, ReusedFrom = kept.Result.JobId };
    }

    static BlobPath ModelOf(Job job, string model)
    {
        try
        {
            return BlobPath.Parse(model);
        }
        catch (FormatException malformed)
        {
            throw new DocumentException(PathOf(job), $"does not name a network: {malformed.Message} Delete it.", malformed);
        }
    }

    /// <summary>Stores the result of a job; the first one stays.</summary>
    public Task GetOrCreateAsync(Job job, JobResult result, CancellationToken cancellation) => patience.RunAsync(
        token => documents.TryCreateAsync(
            PathOf(job), new StoredTraining(job.SearchId, result), CoreJson.Default.StoredTraining, token),
        cancellation);

    /// <summary>Returns the path of the training of a job.</summary>
    /// <remarks>
    /// This is the key of the evaluation cache, except where epochs are searched: a job then has the epochs of its candidate, and the cache's key
    /// those of the request.
    /// </remarks>
    public static BlobPath PathOf(Job job) => BlobPaths.Training(
        job.Space.Name,
        job.Dataset.Name,
        job.RecipeHashOn(job.Dataset.In(job.SearchId)),
        JobInput.CandidateOf(job).Id,
        job.FidelityName,
        job.Seed);
}
