using Serverless.Algorithms;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Devices;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Fidelities;
using Serverless.Core.Jobs;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Spaces.Recipes;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Generations of an algorithm that determines how far each candidate is trained, and continues earlier trainings.</summary>
[Collection(ActivityCollection.Name)]
public sealed class FidelityGenerationTests(AzuriteFixture azurite)
{
    /// <summary>Four candidates of one epoch, then four that go on to three and so on, by the end of the budget to nine.</summary>
    internal static SearchRequest Request() => TestRequests.Small(Random.Shared.NextInt64()) with
    {
        Constraints = [],
        Algorithm = new AlgorithmSpecification { Name = "shemoa", PopulationSize = 4, BatchSize = 4, RungEvaluations = 4, Rungs = 3, ReductionFactor = 3 }.Completed(),
        Training = new() { Epochs = 9, BatchSize = 32, Rungs = [1, 3, 9] },
        Budgets = new() { Epochs = 70 },
    };

    /// <summary>Four candidates in each generation, each of one epoch, three or nine.</summary>
    static SearchRequest OfOwnEpochs() => Request() with
    {
        Space = Request().Space with
        {
            Recipe = new Dictionary<string, RecipeDimension> { ["epochs"] = new() { Choices = [ChoiceValue.Of(1), ChoiceValue.Of(3), ChoiceValue.Of(9)] } },
        },
        Algorithm = new AlgorithmSpecification { Name = "nsga2", PopulationSize = 4 }.Completed(),
        Training = new() { Epochs = 9, BatchSize = 32 },
    };

    /// <remarks>
    /// Trainings of two seconds each: of the first generation 5 cover two; 40 cover generations that they would not cover if each candidate
    /// took a whole training.
    /// </remarks>
    [Theory]
    [InlineData(null)]
    [InlineData(5.0)]
    [InlineData(40.0)]
    [InlineData(null, true)]
    [InlineData(40.0, true)]
    public async Task Search_OnThePlatform_TakesTheCourseOfTheEngineAndEndsWithItsFront(double? gpuSeconds, bool isSearched = false)
    {
        var request = isSearched ? OfOwnEpochs() : Request();
        request = gpuSeconds is null ? request
            : request with { Budgets = new() { GpuSeconds = gpuSeconds, GpuSecondsPerEpoch = 0.2 } };
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request);
        bench.TrainedOn = gpuSeconds is null ? "cpu" : "cuda:0";
        var run = InProcess(request, bench.TrainedOn);
        run.Run().ShouldBe(gpuSeconds is null ? StopReason.BudgetEpochs : StopReason.BudgetGpuSeconds);
        run.Evaluations.Count(evaluation => evaluation.Error == Outcomes.NotAffordable).ShouldBe(gpuSeconds is 5 ? 2 : 0);

        await bench.RunToTheEndAsync();

        var evaluations = new List<Evaluation>();
        for (var generation = 0; generation < run.State.Generation; generation++)
        {
            evaluations.AddRange(await bench.EvaluationsAsync(generation));
        }

        evaluations.Select(Described).ShouldBe(run.Evaluations.Select(Described));
        if (isSearched)
        {
            var trained = evaluations.First(evaluation => evaluation.Cost.Epochs == 3);
            var job = await bench.Store.ReadAsync(BlobPaths.Job(JobId.For(bench.SearchId, trained.Candidate, JobKind.Train, null, 1)), CoreJson.Default.Job, CancellationToken.None);
            (job.Value.Training.Epochs, job.Value.Epochs).ShouldBe((3, null), "a worker is told the candidate's own");
        }

        var state = await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);
        state.Budget.ShouldBe(run.State.Budget with { Limits = state.Budget.Limits });
        var front = (await bench.Store.ReadAsync(BlobPaths.Front(bench.SearchId), CoreJson.Default.FrontDocument, CancellationToken.None)).Value;
        front.Members.Select(member => member.Candidate).ShouldBe(run.Front!.Members.Select(member => member.Candidate));
        front.Hypervolume.ShouldBe(run.Front.Hypervolume);
    }

    [Fact]
    public async Task Generation_ProcessDiesAfterAnyWrite_GoesOnFromTheEarlierTrainingsAllTheSame()
    {
        var request = Request();
        var (before, writes, expected) = await RunTwoAsync(request, crashAfter: null);

        for (var write = before + 1; write <= before + writes; write++)
        {
            (await RunTwoAsync(request, crashAfter: write)).Outcome.ShouldBe(expected, $"died after write {write}");
        }
    }

    [Fact]
    public async Task Activities_EachCalledTwice_ChangeNothingTheSecondTime()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, Request());
        await bench.BeginAsync();
        async Task Twice(Func<Task> activity)
        {
            await activity();
            var once = await bench.SnapshotAsync();
            await activity();
            (await bench.SnapshotAsync()).ShouldBe(once);
        }

        await new GenerationRun(bench, 0) { Each = Twice }.RunAsync();
        await new GenerationRun(bench, 1) { Each = Twice }.RunAsync();

        var continued = (await bench.EvaluationsAsync(1)).Where(evaluation => evaluation.Rungs!.Count > 1).ToList();
        continued.ShouldNotBeEmpty();
        continued.ShouldAllBe(evaluation => evaluation.Cost.Epochs == 2 && evaluation.Cost.TrainingSeconds == 2);
        (await bench.BeginAsync()).Rungs.ShouldBe(1, "generations of such a search have nothing to climb");
    }

    async Task<(int Before, int Writes, string Outcome)> RunTwoAsync(SearchRequest request, int? crashAfter)
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request);
        await bench.BeginAsync();
        await new GenerationRun(bench, 0).RunAsync();
        var before = bench.Store.Writes;
        bench.Store.CrashAfter = crashAfter ?? bench.Store.CrashAfter;
        await new GenerationRun(bench, 1).RunAsync();
        var state = await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);
        return (before, bench.Store.Writes - before, string.Join('\n', [.. await bench.CourseAsync(), $"{state.Budget.EpochsSpent} {state.Budget.TrainingsSpent}"]));
    }

    static SearchRun InProcess(SearchRequest request, string device)
    {
        var ladder = RungLadder.Of(request);
        var evaluator = new TrainingEvaluator(request, new Dictionary<string, DeviceDefinition> { [TestRequests.TableCpu.Id] = TestRequests.TableCpu });
        return new SearchRun(evaluator, (started, candidate, rung, before) =>
        {
            var trained = started with { Cost = new EvaluationCost { TrainedOn = device }.PlusTraining(2, device) };
            trained = Outcomes.AddMetric(trained, Metric.Accuracy.Name, SearchBench.ValueOf(candidate.Proposed.Id, ladder.StopOf(rung)), null);
            trained = RungOutcomes.Join(trained, before, ladder, rung, request);
            var latency = request.Objectives[1];
            trained = Outcomes.AddMetric(
                trained, latency.Name, LookupEstimator.Estimate(TestRequests.TableCpu, latency.Metric, evaluator.Space, candidate.Architecture), Outcomes.LookedUp);
            return RungOutcomes.Note(Outcomes.Conclude(trained, request.Objectives), isCached: false, ladder, rung);
        });
    }

    /// <summary>In order; of what was never begun only what the engine knows before.</summary>
    static IEnumerable<KeyValuePair<string, double>> MetricsOf(Evaluation evaluation) => evaluation.Metrics
        .Where(metric => evaluation.Status != EvaluationStatus.Abandoned || !evaluation.Provenance.ContainsKey(metric.Key))
        .OrderBy(metric => metric.Key, StringComparer.Ordinal);

    static string Described(Evaluation evaluation) =>
        $"{evaluation.Generation} {evaluation.Index} {evaluation.Candidate} {evaluation.Status} {evaluation.Fidelity} {evaluation.Cost.Epochs} "
        + $"{string.Join(", ", MetricsOf(evaluation))} "
        + string.Join(' ', (evaluation.Rungs ?? []).Select(rung => $"{rung.Rung}:{rung.Epochs}"));
}
