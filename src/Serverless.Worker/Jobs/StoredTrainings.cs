using System.Security.Cryptography;
using System.Text;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>What trainings found, by what was trained: searches that ask for the same at once share one.</summary>
sealed class StoredTrainings(IDocumentStore documents, StoragePatience patience)
{
    /// <summary>Names what a training of this holds a claim on; equal for jobs that ask for the same.</summary>
    public static string ClaimOf(Job job) =>
        "training-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PathOf(job).ToString())));

    /// <summary>The result that a job has from a training done before; null when there is none.</summary>
    /// <exception cref="DocumentException">What was kept is malformed.</exception>
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
            // Without its network nothing can be measured any more: it is done again, and kept in this one's place.
            await patience.RunAsync(token => documents.TryDeleteAsync(PathOf(job), found.Version, token), cancellation);
            return null;
        }

        // Its own search's, by a worker that died before it could write the result: that search pays for it.
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
            throw new DocumentException(PathOf(job), $"names no network: {malformed.Message} Delete it.", malformed);
        }
    }

    /// <summary>Keeps what a job found; the first stays.</summary>
    public Task GetOrCreateAsync(Job job, JobResult result, CancellationToken cancellation) => patience.RunAsync(
        token => documents.TryCreateAsync(
            PathOf(job), new StoredTraining(job.SearchId, result), CoreJson.Default.StoredTraining, token),
        cancellation);

    /// <summary>Where the training of a job is kept.</summary>
    /// <remarks>The evaluation cache's key, but where epochs are searched: a job has the candidate's own, and that key those of the request.</remarks>
    public static BlobPath PathOf(Job job) => BlobPaths.Training(
        job.Space.Name,
        job.Dataset.Name,
        job.RecipeHashOn(job.Dataset.In(job.SearchId)),
        JobInput.CandidateOf(job).Id,
        job.FidelityName,
        job.Seed);
}
