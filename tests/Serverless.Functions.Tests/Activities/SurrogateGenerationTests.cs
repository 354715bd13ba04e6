using System.Text;
using System.Text.Json;
using Serverless.Algorithms.Acquisition;
using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Jobs;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Generations whose candidates a surrogate chooses; the surrogate is actually fitted.</summary>
[Collection(ActivityCollection.Name)]
public sealed class SurrogateGenerationTests(AzuriteFixture azurite)
{
    const string Kind = SurrogateKind.Ridge;
    const int Batch = 8;
    const int Wide = 16;
    const int PoolSize = 60;

    [Fact]
    public async Task Generations_OnceEnoughIsKnown_ScreenManyAndTrainTheChosen()
    {
        await using var bench = await BeginAsync(Constrained());
        await new GenerationRun(bench, 0).RunAsync();

        await new GenerationRun(bench, 1).RunAsync();

        (await bench.AdviceAsync(0)).ShouldSatisfyAllConditions(
            advice => advice.Role.ShouldBe(SurrogateRole.None),
            advice => advice.Reason.ShouldBe("Too few evaluations: 0 of the 8 that a first fit needs."));
        var advice = await bench.AdviceAsync(1);
        advice.Role.ShouldBe(SurrogateRole.Active, advice.Reason);
        advice.Surrogate.ShouldBe($"{bench.SearchId}-g1");
        var candidates = await bench.CandidatesAsync(1);
        candidates.Count.ShouldBe(PoolSize);
        var scores = await ScoresAsync(bench, 1);
        scores.ShouldAllBe(score => score.Predicted!.Values!.Count == 3, "three members, the accuracy of each: a latency that is looked up is not predicted");
        scores.ShouldContain(score => !score.IsFeasible, "the test is to show that those are not chosen");

        var evaluations = await bench.EvaluationsAsync(1);
        evaluations.Count.ShouldBe(Wide);
        evaluations.ShouldAllBe(evaluation => evaluation.Status == EvaluationStatus.Completed);
        evaluations.Select(evaluation => evaluation.Predicted!).ShouldAllBe(predicted =>
            predicted.Surrogate == advice.Surrogate && predicted.Values.Keys.Single() == "accuracy" && predicted.Fidelity == "full");
        evaluations.Select(evaluation => evaluation.Predicted!.Reason).Distinct().ShouldBeSubsetOf([ChoiceReason.Improvement, ChoiceReason.Exploration]);
        evaluations.ShouldContain(evaluation => evaluation.Predicted!.Reason == ChoiceReason.Improvement && evaluation.Predicted.Worth > 0);
        (await bench.EvaluationsAsync(0)).ShouldAllBe(evaluation => evaluation.Predicted == null);

        var trained = (await bench.EvaluationsAsync(0)).Count(evaluation => evaluation.Status == EvaluationStatus.Completed);
        var state = await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);
        (state.Surrogate!.Screened, state.Surrogate.Chosen, state.Surrogate.Kind).ShouldBe((PoolSize, Wide, Kind));
        (state.Budget.EvaluationsSpent, state.Budget.TrainingsSpent).ShouldBe((2 * Wide, trained + Wide), "what was screened alone is no evaluation");
        var front = await bench.Documents.ReadFrontAsync(state, CancellationToken.None);
        front.Members.ShouldAllBe(member => (member.Generation == 1) == (member.Predicted != null));
    }

    [Fact]
    public async Task Algorithm_AfterAChoice_KnowsWhatWasEvaluatedAndMayProposeTheRestAgain()
    {
        await using var bench = await BeginAsync(Constrained());
        await new GenerationRun(bench, 0).RunAsync();
        await new GenerationRun(bench, 1).RunAsync();

        await new GenerationRun(bench, 2).RunAsync();

        var evaluated = new List<CandidateId>();
        for (var generation = 0; generation < 3; generation++)
        {
            evaluated.AddRange((await bench.EvaluationsAsync(generation)).Select(evaluation => evaluation.Candidate));
        }

        evaluated.ShouldBeUnique();
        var infeasible = (await ScoresAsync(bench, 1)).Where(score => !score.IsFeasible).Select(score => score.Candidate);
        var third = (await bench.CandidatesAsync(2)).Select(candidate => candidate.Id).ToHashSet();
        third.Overlaps(infeasible).ShouldBeFalse();
        third.Overlaps((await bench.CandidatesAsync(1)).Select(candidate => candidate.Id)).ShouldBeTrue("what was not chosen may come again");
        (await bench.AdviceAsync(2)).ShouldSatisfyAllConditions(advice => advice.FreshCorrelation.ShouldNotBeNull(), advice => advice.Fresh.ShouldBe(Wide));
    }

    [Fact]
    public async Task Knowledge_OfGenerations_IsWhatTheyHaveFoundInOrder()
    {
        await using var bench = await BeginAsync(Request());
        await new GenerationRun(bench, 0).RunAsync();
        await new GenerationRun(bench, 1).RunAsync();

        var first = await bench.EvaluationsAsync(0);
        (await KnownAsync(0)).ShouldBeEmpty();
        (await KnownAsync(1)).ShouldBe(first.Select(Text));
        (await KnownAsync(2)).ShouldBe([.. first.Select(Text), .. (await bench.EvaluationsAsync(1)).Select(Text)]);

        async Task<IEnumerable<string>> KnownAsync(int generation) => (await bench.Service<SurrogateKnowledge>()
            .ReadEvaluationsAsync(bench.SearchId, bench.Request, generation, CancellationToken.None)).Select(Text);

        static string Text(Evaluation evaluation) => JsonSerializer.Serialize(evaluation, CoreJson.Default.Evaluation);
    }

    [Fact]
    public async Task Generation_ProcessDiesAfterAnyWriteOfASurrogate_EndsAsIfItHadNot()
    {
        var request = Request() with { Algorithm = new() { Name = "nsga2", PopulationSize = Batch, BatchSize = 2 } };
        var expected = await ChooseAsync(request, crashAfter: 0);

        for (var write = 1; write <= expected.Writes; write++)
        {
            (await ChooseAsync(request, write)).Blobs.ShouldBe(expected.Blobs, $"died after write {write}");
        }
    }

    [Fact]
    public async Task Activities_EachCalledTwice_ChangeNothingTheSecondTime()
    {
        await using var bench = await BeginAsync(Request());
        async Task Twice(Func<Task> activity)
        {
            await activity();
            var once = await bench.SnapshotAsync();
            await activity();
            (await bench.SnapshotAsync()).ShouldBe(once);
        }

        await new GenerationRun(bench, 0).RunAsync();
        await new GenerationRun(bench, 1) { Each = Twice }.RunAsync();
    }

    [Fact]
    public async Task Fit_GivenUp_LetsTheSearchGoOnWithoutAndSaysWhy()
    {
        await using var bench = await BeginAsync(Request());
        await new GenerationRun(bench, 0).RunAsync();
        async Task GiveUp(string surrogate)
        {
            var work = new Work(WorkKind.Fit, bench.SearchId, GenerationRun.Terms, Surrogate: surrogate);
            var result = new JobResult
            {
                JobId = JobId.ForFit(surrogate, 1),
                Outcome = JobOutcome.Failed,
                IsFinal = true,
                Seconds = 1,
                Worker = "w",
                Error = "The fit failed: out of memory",
            };
            await bench.Store.TryCreateAsync(BlobPaths.JobResult(result.JobId), result, CoreJson.Default.JobResult, CancellationToken.None);
            (await bench.AdvanceAsync(work, (await bench.AdvanceAsync(work)).Progress)).End.ShouldNotBeNull();
        }

        await new GenerationRun(bench, 1) { Fit = GiveUp }.RunAsync();

        var advice = await bench.AdviceAsync(1);
        advice.Role.ShouldBe(SurrogateRole.None);
        advice.Reason.ShouldContain("The fit failed: out of memory");
        (await bench.EvaluationsAsync(1)).Count.ShouldBe(Batch);
        var entry = (await bench.Service<Serverless.Application.Surrogates.SurrogateRegistry>().FindAsync($"{bench.SearchId}-g1", CancellationToken.None)).ShouldNotBeNull();
        (entry.Status, entry.Error).ShouldBe((SurrogateStatus.Failed, "The fit failed: out of memory"));
    }

    [Fact]
    public async Task Fit_LeavesNoModel_LetsTheSearchGoOnWithoutAndSaysWhy()
    {
        await using var bench = await BeginAsync(Request());
        await new GenerationRun(bench, 0).RunAsync();
        async Task FitBadly(string surrogate)
        {
            await bench.Store.TryCreateBytesAsync(BlobPaths.SurrogateModel(surrogate, "model"), Encoding.UTF8.GetBytes("no model"), CancellationToken.None);
            await bench.FitAsync(surrogate);
        }

        await new GenerationRun(bench, 1) { Fit = FitBadly }.RunAsync();

        var advice = await bench.AdviceAsync(1);
        advice.Role.ShouldBe(SurrogateRole.None);
        advice.Reason.ShouldContain($"surrogates/{bench.SearchId}-g1/model.onnx");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Surrogate_DeletedBeforeBudgetWasAdded_IsReplacedOrLeftOut(bool isFitted)
    {
        await using var bench = await BeginAsync(Request());
        await new GenerationRun(bench, 0).RunAsync();
        await new GenerationRun(bench, 1).RunAsync();
        var (first, second) = ($"{bench.SearchId}-g1", $"{bench.SearchId}-g2");
        (await bench.AdviceAsync(1)).Surrogate.ShouldBe(first);
        await bench.DeleteSurrogatesAsync();

        await new GenerationRun(bench, 2) { Fit = surrogate => isFitted ? bench.FitAsync(surrogate) : Task.CompletedTask }.RunAsync();

        var advice = await bench.AdviceAsync(2);
        (advice.Role, advice.Surrogate).ShouldBe(isFitted ? (SurrogateRole.Active, second) : (SurrogateRole.None, null), advice.Reason);
        advice.Reason.ShouldContain($"The surrogate {first} that was in use no longer exists.");
        (await bench.EvaluationsAsync(2)).Count.ShouldBe(Batch);
    }

    [Fact]
    public async Task Surrogate_NotGoodEnough_PredictsAndDoesNotChoose()
    {
        await using var bench = await BeginAsync(Request(minimumCorrelation: 1));
        await new GenerationRun(bench, 0).RunAsync();

        await new GenerationRun(bench, 1).RunAsync();

        (await bench.AdviceAsync(1)).Role.ShouldBe(SurrogateRole.Shadow);
        (await bench.CandidatesAsync(1)).Count.ShouldBe(Batch);
        var evaluations = await bench.EvaluationsAsync(1);
        evaluations.ShouldAllBe(evaluation => evaluation.Predicted!.Reason == ChoiceReason.Algorithm && evaluation.Predicted.Worth == null);
        (await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None)).Surrogate!.Screened.ShouldBe(0);
    }

    [Fact]
    public async Task Surrogate_OfRungs_PredictsTheHighestThatEnoughHaveReached()
    {
        var request = Request();
        await using var bench = await BeginAsync(request with { Training = request.Training with { Epochs = 3, Rungs = [1, 3] } });
        await new GenerationRun(bench, 0).RunAsync();

        await new GenerationRun(bench, 1).RunAsync();

        (await bench.EvaluationsAsync(1)).ShouldAllBe(evaluation => evaluation.Predicted!.Fidelity == "epochs1");
    }

    [Fact]
    public async Task OtherSearches_OfTheSameRecipe_TeachFromTheFirstGenerationOn()
    {
        var request = Request();
        await using var first = await BeginAsync(request);
        await new GenerationRun(first, 0).RunAsync();
        await StoreTrainingsAsync(first);
        await using var second = await BeginAsync(request with { Surrogate = request.Surrogate! with { OtherSearches = true }, Seed = request.Seed });

        await new GenerationRun(second, 0).PrepareSurrogateAsync();

        var advice = await second.AdviceAsync(0);
        (advice.FittedTo, advice.Surrogate).ShouldBe((Batch, $"{second.SearchId}-g0"));
    }

    /// <summary>Stores the results of trainings beside the evaluations, as workers do.</summary>
    static async Task StoreTrainingsAsync(SearchBench bench)
    {
        foreach (var evaluation in await bench.EvaluationsAsync(0))
        {
            var entry = EvaluationCache.PathOf(bench.Request, evaluation.Candidate, evaluation.Fidelity);
            var path = BlobPaths.Training(
                bench.Request.Space.Name, bench.Request.Dataset.Name, RecipeHash.Of(bench.Request), evaluation.Candidate, evaluation.Fidelity, bench.Request.EvaluationSeed);
            path.Name.ShouldBe(entry.Name.Replace(".json", ".training.json", StringComparison.Ordinal), "they are in one folder");
            var result = new JobResult { JobId = $"{bench.SearchId}-{evaluation.Candidate}", Outcome = JobOutcome.Completed, Worker = "test-worker" };
            (await bench.Store.TryCreateAsync(path, new StoredTraining(bench.SearchId, result), CoreJson.Default.StoredTraining, CancellationToken.None)).ShouldBeTrue();
        }
    }

    async Task<(IReadOnlyDictionary<string, string> Blobs, int Writes)> ChooseAsync(SearchRequest request, int crashAfter)
    {
        // Several generations of two make the eight that a first fit takes.
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request);
        await bench.BeginAsync();
        for (var generation = 0; generation < Batch / 2; generation++)
        {
            await new GenerationRun(bench, generation).RunAsync();
        }

        var before = bench.Store.Writes;
        bench.Store.CrashAfter = crashAfter == 0 ? 0 : before + crashAfter;
        var run = new GenerationRun(bench, Batch / 2);
        await run.SelectAsync();
        var writes = bench.Store.Writes - before;
        (await bench.AdviceAsync(Batch / 2)).Role.ShouldBe(SurrogateRole.Active);
        var blobs = (await bench.SnapshotAsync()).Where(blob => blob.Key.Contains($"generations/{Batch / 2:D5}", StringComparison.Ordinal)).ToDictionary();
        return (blobs, writes);
    }

    async Task<SearchBench> BeginAsync(SearchRequest request)
    {
        var bench = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await bench.BeginAsync();
        return bench;
    }

    /// <summary>A third of the space is infeasible; the first generation is so wide that enough is left of it.</summary>
    static SearchRequest Constrained() => Request() with
    {
        Algorithm = new() { Name = "random", BatchSize = Wide },
        Constraints = [new() { Metric = "parameters", AtMost = 9_000 }],
    };

    static SearchRequest Request(double minimumCorrelation = -1) => TestRequests.Small(Random.Shared.NextInt64()) with
    {
        Algorithm = new() { Name = "random", BatchSize = Batch },
        Constraints = [],
        Budgets = new() { Trainings = 60 },
        Surrogate = new()
        {
            Kind = Kind,
            PoolSize = PoolSize,
            Ensemble = 3,
            StartupTrials = 8,
            MinimumCorrelation = minimumCorrelation,
            Exploration = 0.2,
        },
    };

    static async Task<IReadOnlyList<CandidateScore>> ScoresAsync(SearchBench bench, int generation) => (await bench.Store.ReadAsync(
        BlobPaths.Scores(bench.SearchId, generation), CoreJson.Default.ScoreSet, CancellationToken.None)).Value.Scores;
}
