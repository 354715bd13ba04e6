using Microsoft.Extensions.Logging.Abstractions;
using Serverless.Application.Fronts;
using Serverless.Application.Jobs;
using Serverless.Application.Leases;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Leases;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Tests.Schedules;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Storage.InMemory;

namespace Serverless.Functions.Tests.Leases;

/// <summary>A search with an external evaluator and its jobs, in memory, at a time that a test sets.</summary>
public abstract class LeaseTest
{
    protected const string SearchId = "s1";
    protected const int Seconds = 60;

    readonly SetClock _clock = new(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero));

    protected LeaseTest()
    {
        Open = new OpenJobs(Store, _clock);
        Results = new LeasedResults(Open, new RecordingQueue(Announced), Store, _clock);
    }

    protected IDocumentStore Store { get; } = new InMemoryDocumentStore();

    protected IList<JobResultMessage> Announced { get; } = [];

    protected OpenJobs Open { get; }

    protected LeasedResults Results { get; }

    protected TimeProvider Clock => _clock;

    protected DateTimeOffset Now
    {
        get => _clock.Now;
        set => _clock.Now = value;
    }

    static SearchRequest Request { get; } = new()
    {
        Space = new() { Name = "nasbench201-canonical" },
        Dataset = new() { Name = "external", TrainingImages = 0, ValidationImages = 0 },
        Evaluator = new() { Kind = EvaluatorKind.External },
        Objectives = [new() { Metric = "score", Goal = Goal.Maximise, Unit = "points" }],
        Algorithm = new() { Name = "random" },
        Budgets = new() { Evaluations = 4 },
    };

    protected JobLeases NewHost() => NewHost(Store);

    /// <param name="ofSearches">Where it reads requests and states.</param>
    protected JobLeases NewHost(IDocumentStore ofSearches) => new(
        Open, new HeldLeases(Clock), Results, new SearchDocuments(ofSearches, new SearchFronts(ofSearches)), Store, Clock, NullLogger<JobLeases>.Instance);

    protected Task<IReadOnlyList<LeasedJob>> TakeAsync(int count = 1, JobLeases? host = null, string worker = "w") =>
        (host ?? NewHost()).TakeAsync(new LeaseRequest { Worker = worker, Search = SearchId, Count = count, LeaseSeconds = Seconds }, default);

    protected async Task OpenAsync(int count)
    {
        await Store.TryCreateAsync(BlobPaths.Request(SearchId), Request, CoreJson.Default.SearchRequest, default);
        var state = SearchDocuments.Pending(SearchId, Request, Now) with { State = SearchStatus.Running };
        await Store.TryCreateAsync(BlobPaths.State(SearchId), state, CoreJson.Default.SearchDocument, default);
        var space = SearchSpaces.Of(Request.Space)!;
        foreach (var architecture in Enumerable.Range(0, 10 * count).Select(number => space.Canonicalise(space.Sample(RandomStream.For(1, 0, number)))).Distinct().Take(count))
        {
            var id = JobId.For(SearchId, space.IdOf(architecture), JobKind.Train, null, 1);
            var job = new Job
            {
                Id = id,
                Kind = JobKind.Train,
                SearchId = SearchId,
                InstanceId = "instance",
                EventName = id,
                Space = Request.Space,
                Dataset = Request.Dataset,
                Training = Request.Training,
                Seed = 7,
                Candidate = space.IdOf(architecture),
                Architecture = space.Format(architecture),
            };
            await Store.TryCreateAsync(BlobPaths.Job(id), job, CoreJson.Default.Job, default);
            await Open.OpenAsync(job, default);
        }
    }

    sealed class RecordingQueue(IList<JobResultMessage> sent) : IJobResultQueue
    {
        public Task SendAsync(JobResultMessage message, CancellationToken cancellation)
        {
            sent.Add(message);
            return Task.CompletedTask;
        }
    }
}
