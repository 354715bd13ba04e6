using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Serverless.Domain;
using Serverless.Domain.Jobs;
using Serverless.Domain.Rungs;
using Serverless.Domain.Searches;
using Serverless.Domain.Spaces;
using Serverless.Domain.Storage;
using Serverless.Functions.Logging;
using Serverless.Functions.Searches;

namespace Serverless.Functions.Activities;

/// <summary>Offers a job to the workers.</summary>
/// <remarks>
/// Repeating it makes no second job. It may make a second message when it was stopped between sending and writing the receipt; workers
/// take care that a job is done once however many messages there are.
/// </remarks>
public sealed class QueueJobActivity(
    SearchDocuments searches, SearchGenerations generations, IDocumentStore store, IJobQueue queue, ILogger<QueueJobActivity> logger)
{
    /// <returns>The job's id.</returns>
    [Function(FunctionNames.QueueJob)]
    public async Task<string> RunAsync([ActivityTrigger] JobOrder input, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(input);
        var job = await DescribeAsync(input, cancellation);
        await store.TryCreateAsync(BlobPaths.Job(job.Id), job, DomainJson.Default.Job, cancellation);
        if (await store.FindVersionAsync(BlobPaths.JobReceipt(job.Id), cancellation) is null)
        {
            var receipt = await queue.EnqueueAsync(new JobMessage(job.Id) { Device = job.Device }, cancellation);
            if (await store.TryCreateAsync(BlobPaths.JobReceipt(job.Id), receipt, DomainJson.Default.JobReceipt, cancellation))
            {
                logger.JobQueued(job.Id);
            }
            else
            {
                await queue.WithdrawAsync(receipt, cancellation);
            }
        }

        return job.Id;
    }

    async Task<Job> DescribeAsync(JobOrder order, CancellationToken cancellation)
    {
        if (order.Surrogate is { } surrogate)
        {
            return await DescribeFitAsync(order, surrogate, cancellation);
        }

        var request = await searches.ReadRequestAsync(order.SearchId, cancellation);
        var (candidate, architecture, model) = await FindCandidateAsync(order, cancellation);
        int? epochs = order.Kind == JobKind.Train ? RungLadder.Of(request).StopOf(order.Rung) : null;
        var id = JobId.For(order.SearchId, candidate, order.Kind, order.Device, order.Attempt, epochs);
        return new Job
        {
            Id = id,
            Kind = order.Kind,
            SearchId = order.SearchId,
            InstanceId = order.InstanceId,
            EventName = id,
            Candidate = candidate,
            Architecture = architecture,
            Space = request.Space,
            Dataset = request.Dataset,
            Training = request.Training,
            Seed = request.EvaluationSeed,
            Attempt = order.Attempt,
            MaximumAttempts = order.MaximumAttempts,
            Epochs = epochs,
            Device = order.Device,
            ModelBlob = model,
        };
    }

    async Task<Job> DescribeFitAsync(JobOrder order, string surrogate, CancellationToken cancellation)
    {
        var fit = (await store.ReadAsync(BlobPaths.SurrogateOrder(surrogate), DomainJson.Default.SurrogateOrder, cancellation)).Value;
        var id = JobId.ForFit(surrogate, order.Attempt);
        return new Job
        {
            Id = id,
            Kind = order.Kind,
            SearchId = order.SearchId,
            InstanceId = order.InstanceId,
            EventName = id,
            Surrogate = surrogate,
            Space = fit.Space,
            Dataset = fit.Dataset,
            Training = new TrainingRecipe(),
            Seed = fit.Seed,
            Attempt = order.Attempt,
            MaximumAttempts = order.MaximumAttempts,
        };
    }

    async Task<(CandidateId Candidate, string Architecture, string? ModelBlob)> FindCandidateAsync(
        JobOrder order, CancellationToken cancellation)
    {
        if (order.Kind != JobKind.Test)
        {
            var candidate = await generations.ReadCandidateAsync(order.SearchId, order.Generation, order.Index, cancellation);
            return (candidate.Id, candidate.Architecture, order.ModelBlob);
        }

        var path = BlobPaths.Front(order.SearchId);
        var front = (await store.ReadAsync(path, DomainJson.Default.FrontDocument, cancellation)).Value;
        var member = order.Index < front.Members.Count
            ? front.Members[order.Index]
            : throw new DocumentException(path, $"holds {front.Members.Count} members, so none at {order.Index}.");
        return (member.Candidate, member.Architecture, member.ModelBlob);
    }
}
