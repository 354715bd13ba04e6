using Serverless.Algorithms;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Storage.InMemory;

namespace Serverless.Worker.Tests.Jobs;

public sealed class TrainedParentsTests
{
    const string SearchId = "s0123456789abcdef0123";

    static readonly WeightInheritance Inherits = new(new CandidateId("c0123456789abcdef"), "units=8", InheritanceKind.Grow);

    readonly InMemoryDocumentStore _store = new();

    [Fact]
    public async Task Find_TrainingThatEndedAtALaterAttempt_GivesItsNetwork()
    {
        (await FindAsync()).ShouldBe(new InheritedNetwork(Inherits.Parent, "units=8", InheritanceKind.Grow, ModelBlob: null), "the worker says that it is missing");
        await AddAsync(attempt: 1, null);
        await AddAsync(attempt: 2, JobOutcome.Failed);
        (await FindAsync()).ModelBlob.ShouldBeNull();
        await AddAsync(attempt: 3, JobOutcome.Completed);

        (await FindAsync()).ModelBlob.ShouldBe("jobs/j3/model.onnx");
    }

    Task<InheritedNetwork> FindAsync() => new TrainedParents(_store).FindAsync(SearchId, Inherits, CancellationToken.None);

    async Task AddAsync(int attempt, JobOutcome? outcome)
    {
        var id = JobId.For(SearchId, Inherits.Parent, JobKind.Train, device: null, attempt);
        var job = new Job
        {
            Id = id,
            Kind = JobKind.Train,
            SearchId = SearchId,
            InstanceId = SearchId,
            EventName = id,
            Space = new SpaceSpecification { Name = "own" },
            Dataset = new DatasetSpecification { Name = "fashion-mnist" },
            Training = new TrainingRecipe(),
            Seed = 1,
        };
        await _store.TryCreateAsync(BlobPaths.Job(id), job, CoreJson.Default.Job, CancellationToken.None);
        if (outcome is { } ended)
        {
            var result = new JobResult { JobId = id, Outcome = ended, Worker = "w", ModelBlob = $"jobs/j{attempt}/model.onnx" };
            await _store.TryCreateAsync(BlobPaths.JobResult(id), result, CoreJson.Default.JobResult, CancellationToken.None);
        }
    }
}
