using Microsoft.Extensions.Logging;
using Serverless.Algorithms;
using Serverless.Application.Fronts;
using Serverless.Application.Leases;
using Serverless.Application.Logging;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Telemetry;
using Serverless.Core;
using Serverless.Core.Fidelities;
using Serverless.Core.Jobs;
using Serverless.Core.Recipes;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Application.Jobs;

/// <summary>Describes a job to send, and who waits for it.</summary>
/// <param name="SearchId">The search; empty for a fit that no search requested.</param>
/// <param name="InstanceId">The orchestration that waits for the job.</param>
/// <param name="Kind">The kind of job.</param>
/// <param name="Candidate">With <see cref="JobKind.Train"/> and <see cref="JobKind.Measure"/>: the candidate.</param>
/// <param name="Index">With <see cref="JobKind.Test"/>: the index of the member in the front.</param>
/// <param name="Device">With <see cref="JobKind.Measure"/>: the device.</param>
/// <param name="ModelBlob">With <see cref="JobKind.Measure"/>: the blob of the network.</param>
/// <param name="Attempt">The attempt, from 1.</param>
/// <param name="Rung">With <see cref="JobKind.Train"/>: the rung to which to train, from 1.</param>
/// <param name="MaximumAttempts">The number of workers in a row that may die on the job without a new checkpoint before the job is abandoned.</param>
/// <param name="Surrogate">With <see cref="JobKind.Fit"/>: the surrogate to fit.</param>
/// <param name="IsExternal">Whether the job is for a user's program, not for a worker.</param>
/// <param name="Generator">With <see cref="JobKind.Generator"/>: the generator to fit.</param>
public sealed record JobOrder(
    string SearchId,
    string InstanceId,
    JobKind Kind,
    ProposedCandidate? Candidate = null,
    int Index = 0,
    string? Device = null,
    string? ModelBlob = null,
    int Attempt = 1,
    int Rung = 1,
    int MaximumAttempts = 3,
    string? Surrogate = null,
    bool IsExternal = false,
    string? Generator = null);

/// <summary>Sends jobs to workers, or to users' programs.</summary>
/// <remarks>
/// Sending a job again does not create a second job. It can create a second message if it was stopped between sending the message and writing the
/// receipt; workers make sure that a job is done once, however many messages there are.
/// </remarks>
public sealed class JobSender(
    SearchDocuments searches, SearchFronts fronts, IDocumentStore store, IJobQueue queue, OpenJobs open, TrainedParents parents, ILogger<JobSender> logger)
{
    /// <summary>Queues a job.</summary>
    /// <returns>The id of the job.</returns>
    public async Task<string> SendAsync(JobOrder order, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(order);
        var job = await DescribeAsync(order, cancellation);
        await store.TryCreateAsync(BlobPaths.Job(job.Id), job, CoreJson.Default.Job, cancellation);
        if (order.IsExternal)
        {
            await open.OpenAsync(job, cancellation);
        }
        else if (await store.FindVersionAsync(BlobPaths.JobReceipt(job.Id), cancellation) is null)
        {
            var receipt = await queue.EnqueueAsync(new JobMessage(job.Id) { Device = job.Device, SearchId = job.SearchId }, cancellation);
            if (await store.TryCreateAsync(BlobPaths.JobReceipt(job.Id), receipt, CoreJson.Default.JobReceipt, cancellation))
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

        if (order.Generator is { } generator)
        {
            var fit = (await store.ReadAsync(BlobPaths.GeneratorOrder(generator), CoreJson.Default.GeneratorOrder, cancellation)).Value;
            return Describe(order, JobId.ForGenerator(generator, order.Attempt), fit.Space, fit.Dataset, fit.Request.Seed) with { Generator = generator };
        }

        var request = await searches.ReadRequestAsync(order.SearchId, cancellation);
        var (candidate, architecture, model) = await FindCandidateAsync(order, cancellation);
        int? epochs = order is { Kind: JobKind.Train, Candidate: { } proposed } ? RungLadder.Of(request).StopOf(RungPlaces.RungOf(request, proposed, order.Rung)) : null;
        var id = JobId.For(order.SearchId, candidate, order.Kind, order.Device, order.Attempt, epochs);
        return Describe(order, id, request.Space, request.Dataset, request.EvaluationSeed) with
        {
            Candidate = candidate,
            Architecture = architecture,
            Training = CutEpochs.RecipeOf(
                request,
                order.Candidate?.Inherits,
                request.Training with { Epochs = CandidateRecipe.Of(request.Space, architecture, request.Training).Epochs }),
            Epochs = epochs,
            Inherits = order is { Kind: JobKind.Train, Candidate.Inherits: { } inherits } ? await parents.FindAsync(order.SearchId, inherits, cancellation) : null,
            Reference = epochs == 0 ? ReferenceCandidate.Of(request) : null,
            Supernet = epochs == 0 ? request.Supernet : null,
            Device = order.Device,
            ModelBlob = model,
        };
    }

    async Task<Job> DescribeFitAsync(JobOrder order, string surrogate, CancellationToken cancellation)
    {
        var fit = (await store.ReadAsync(BlobPaths.FitSpecification(surrogate), CoreJson.Default.FitSpecification, cancellation)).Value;
        return Describe(order, JobId.ForFit(surrogate, order.Attempt), fit.Space, fit.Dataset, fit.Seed) with { Surrogate = surrogate };
    }

    static Job Describe(JobOrder order, string id, SpaceSpecification space, DatasetSpecification dataset, long seed) => new()
    {
        Id = id,
        Kind = order.Kind,
        SearchId = order.SearchId,
        InstanceId = order.InstanceId,
        EventName = id,
        Space = space,
        Dataset = dataset,
        Training = new TrainingRecipe(),
        Seed = seed,
        Attempt = order.Attempt,
        MaximumAttempts = order.MaximumAttempts,
        TraceParent = Spans.CurrentParent,
    };

    async Task<(CandidateId Candidate, string Architecture, string? ModelBlob)> FindCandidateAsync(
        JobOrder order, CancellationToken cancellation)
    {
        if (order.Kind != JobKind.Test)
        {
            var candidate = order.Candidate ?? throw new InvalidOperationException($"An order of kind {order.Kind} names no candidate.");
            return (candidate.Id, candidate.Architecture, order.ModelBlob);
        }

        var member = await fronts.ReadMemberAsync(order.SearchId, order.Index, cancellation);
        return (member.Candidate, member.Architecture, member.ModelBlob);
    }
}
