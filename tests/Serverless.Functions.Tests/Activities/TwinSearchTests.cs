using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Fronts;
using Serverless.Core.Jobs;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>The same request twice: the second search finds everything in the evaluation cache and proceeds in the same way.</summary>
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
    public Task Search_WhoseAlgorithmSaysHowFar_TakesTheSameCourse() => CompareAsync(FidelityGenerationTests.Request());

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
    public Task Search_ComparedWithAReference_TakesTheSameCourse() => CompareAsync(Compared(Random.Shared.NextInt64()));

    /// <summary>What untrained networks were told to be like is not found by a search that compares with another.</summary>
    [Fact]
    public async Task Search_ComparedWithAnotherReference_ComparesAgainAndTrainsNothingTwice()
    {
        var request = Compared(Random.Shared.NextInt64());
        await using var first = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await using var second = await SearchBench.CreateAsync(
            azurite.ConnectionString,
            request with { Algorithm = request.Algorithm with { Reference = "|skip_connect~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|" } });

        await first.RunToTheEndAsync();
        await second.RunToTheEndAsync();

        var budget = (await StateAsync(second)).Budget;
        (budget.TrainingsSpent, budget.TrainingsCached).ShouldBe((0, 7), "the answers of this test do not depend on the reference");
        budget.WorkerSeconds.ShouldBeGreaterThan(0);
        var job = (await second.Store.ReadAsync(
            BlobPaths.Job(JobId.For(second.SearchId, (await second.CandidatesAsync(0))[0].Id, JobKind.Train, null, 1, epochs: 0)),
            CoreJson.Default.Job,
            CancellationToken.None)).Value;
        job.Reference.ShouldBe(ReferenceCandidate.Of(second.Request));
        job.FidelityName.ShouldBe($"zero-cost.{job.Reference!.Candidate}");
    }

    static SearchRequest Compared(long seed) => TestRequests.Small(seed) with
    {
        Constraints = [],
        Algorithm = new Algorithms.AlgorithmSpecification
        {
            Name = "mo-hdnas",
            PopulationSize = 6,
            BatchSize = 6,
            Reference = "|nor_conv_3x3~0|+|none~0|none~1|+|skip_connect~0|none~1|none~2|",
        }.Completed(),
        Training = new() { Epochs = 9, BatchSize = 32, Rungs = [0, 9] },
        Promotion = new() { ReductionFactor = 2 },
        Budgets = new() { Trainings = 7 },
    };

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
