using Microsoft.Extensions.Logging;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Application.Telemetry;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Worker.Leasing;

namespace Serverless.Worker.Jobs;

/// <summary>Stores the result of a job, once, and announces it to the orchestration that waits for it.</summary>
sealed class JobResults(IDocumentStore documents, IJobResultQueue queue, StoragePatience patience, ILogger<JobResults> log)
{
    /// <summary>Creates the result of a job that could not be done, and never can be.</summary>
    public static JobResult GivenUp(string jobId, string worker, string error) =>
        new() { JobId = jobId, Outcome = JobOutcome.Failed, Worker = worker, Error = error, IsFinal = true };

    /// <summary>Writes a result; the first one that is written stays.</summary>
    public async Task WriteAsync(JobResult result, CancellationToken cancellation)
    {
        if (!await patience.RunAsync(
            token => documents.TryCreateAsync(BlobPaths.JobResult(result.JobId), result, CoreJson.Default.JobResult, token),
            cancellation))
        {
            log.ResultStored(result.JobId);
        }
    }

    /// <summary>Announces the result to the waiting orchestration.</summary>
    public Task AnnounceAsync(Job job, CancellationToken cancellation)
    {
        var message = new JobResultMessage(job.Id, job.InstanceId, job.EventName) { TraceParent = Spans.CurrentParent ?? job.TraceParent };
        return patience.RunAsync(token => queue.SendAsync(message, token), cancellation);
    }
}
