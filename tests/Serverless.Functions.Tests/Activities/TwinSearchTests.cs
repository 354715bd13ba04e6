using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>The same request twice: the second search finds everything in the evaluation cache and takes the same course.</summary>
[Collection(ActivityCollection.Name)]
public sealed class TwinSearchTests(AzuriteFixture azurite)
{
    [Fact]
    public Task Search_WithATrainingBudget_TakesTheSameCourse() => CompareAsync(TestRequests.Small(Random.Shared.NextInt64()));

    [Fact]
    public Task Search_WithRungsAndAnEpochBudget_TakesTheSameCourse() => CompareAsync(TestRequests.Small(Random.Shared.NextInt64()) with
    {
        Constraints = [],
        Training = new() { Epochs = 9, BatchSize = 32, Rungs = [1, 3, 9] },
        Budgets = new() { Epochs = 40 },
    });

    [Fact]
    public Task Search_WithUntrainedRungAndATrainingBudget_TakesTheSameCourse() => CompareAsync(TestRequests.Small(Random.Shared.NextInt64()) with
    {
        Constraints = [],
        Algorithm = new() { Name = "nsga2", PopulationSize = 6 },
        Training = new() { Epochs = 9, BatchSize = 32, Rungs = [0, 3, 9] },
        Promotion = new() { ReductionFactor = 2, ZeroCostProxy = "naswot" },
        Budgets = new() { Trainings = 9 },
    });

    [Fact]
    public Task Search_ByZeroCostMetrics_TakesTheSameCourse() => CompareAsync(TestRequests.Small(Random.Shared.NextInt64()) with
    {
        Constraints = [],
        Algorithm = new Algorithms.AlgorithmSpecification { Name = "mtf-pdns", PopulationSize = 6, BatchSize = 6 }.Completed(),
        Training = new() { Epochs = 9, BatchSize = 32, Rungs = [0, 9] },
        Promotion = new() { ReductionFactor = 2 },
        Budgets = new() { Trainings = 7 },
    });

    [Fact]
    public Task Search_WithASurrogate_TakesTheSameCourse() => CompareAsync(TestRequests.Small(Random.Shared.NextInt64()) with
    {
        Constraints = [],
        Algorithm = new() { Name = "nsga2", PopulationSize = 12 },
        Surrogate = new()
        {
            Kind = "ridge",
            PoolSize = 40,
            Ensemble = 2,
            StartupTrials = 10,
            MinimumCorrelation = -1,
            Exploration = 0.2,
            OtherSearches = false,
        },
        Budgets = new() { Trainings = 24 },
    });

    async Task CompareAsync(SearchRequest request)
    {
        await using var first = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await using var second = await SearchBench.CreateAsync(azurite.ConnectionString, request);

        await first.RunToTheEndAsync();
        await second.RunToTheEndAsync();

        var course = await first.CourseAsync();
        course.Count.ShouldBeGreaterThan(4);
        (await second.CourseAsync()).ShouldBe(course);
        var (front, again) = (await FrontAsync(first), await FrontAsync(second));
        again.Members.Select(member => member.Candidate).ShouldBe(front.Members.Select(member => member.Candidate));
        again.Hypervolume.ShouldBe(front.Hypervolume);
        var (paid, free) = (await StateAsync(first), await StateAsync(second));
        (free.Budget.TrainingsSpent, free.Budget.EpochsSpent, free.Budget.WorkerSeconds).ShouldBe((0, 0, 0.0), "nothing ran");
        (free.Budget.TrainingsUsed, free.Budget.EpochsUsed).ShouldBe((paid.Budget.TrainingsUsed, paid.Budget.EpochsUsed));
        free.StopReason.ShouldBe(paid.StopReason);
        var outcomes = paid.Outcomes.ShouldNotBeNull();
        free.Outcomes.ShouldNotBeNull().Cached.ShouldBe(outcomes.Completed + outcomes.EarlyStopped);
        (free.Outcomes.Completed, free.Outcomes.EarlyStopped, free.Outcomes.Total()).ShouldBe((outcomes.Completed, outcomes.EarlyStopped, outcomes.Total()));
    }

    static Task<SearchDocument> StateAsync(SearchBench bench) => bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);

    static async Task<FrontDocument> FrontAsync(SearchBench bench) =>
        (await bench.Store.ReadAsync(BlobPaths.Front(bench.SearchId), CoreJson.Default.FrontDocument, CancellationToken.None)).Value;
}
