using Serverless.Algorithms;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Evaluators;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Functions.Activities;
using Serverless.Functions.Tests.Activities;
using Serverless.MultiObjective;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Tables;

/// <summary>A search of a table, activity by activity, on real storage.</summary>
[Collection(ActivityCollection.Name)]
public sealed class TableSearchTests(AzuriteFixture azurite)
{
    static readonly SearchRequest Request = new()
    {
        Space = new() { Name = "table-formula" },
        Dataset = new() { Name = FormulaTable.Name, TrainingImages = 0, ValidationImages = 0 },
        Evaluator = new() { Kind = EvaluatorKind.Table, Table = FormulaTable.Name },
        Objectives = [new() { Metric = "score", Goal = Goal.Maximise, Threshold = 0 }, new() { Metric = "ms", Goal = Goal.Minimise, Threshold = 20 }],
        Constraints = [new() { Metric = "size", AtMost = 300 }],
        Algorithm = new() { Name = "nsga2", PopulationSize = 10, BatchSize = 25 },
        Budgets = new() { Evaluations = 125 },
        Seed = 3,
    };

    [Fact]
    public async Task Generations_OverTheWholeTable_LookEveryCandidateUp()
    {
        await using var bench = await CreateAsync();

        var evaluations = await RunAsync(bench, generations: 5);

        evaluations.Count.ShouldBe(125);
        evaluations.Select(evaluation => evaluation.Candidate).ShouldBeUnique();
        evaluations.CountBy(evaluation => evaluation.Status).ToDictionary().ShouldBe(
            new Dictionary<EvaluationStatus, int>
            {
                [EvaluationStatus.Completed] = 99,
                [EvaluationStatus.Infeasible] = 24,
                [EvaluationStatus.Abandoned] = 2,
            },
            ignoreOrder: true);
        Of(evaluations, FormulaTable.Missing).Error.ShouldBe("The table 'formula' does not contain the candidate.");
        Of(evaluations, FormulaTable.Blank).Error.ShouldBe("The table 'formula' has no ms for the candidate.");
        var one = Of(evaluations, "a=2 b=3 c=1");
        one.Metrics.ShouldBe(new Dictionary<string, double> { ["score"] = 60, ["ms"] = 8, ["size"] = 100 }, ignoreOrder: true);
        one.Provenance.Values.Distinct().ShouldBe(["table"]);
        one.Recipe.ShouldBe(RecipeHash.Of(Request));
    }

    [Fact]
    public async Task Generations_OfTheSameRequest_GiveTheFrontOfTheAlgorithmAlone()
    {
        await using var bench = await CreateAsync();

        await RunAsync(bench, generations: 2);

        var front = (await bench.Store.ReadAsync(BlobPaths.Front(bench.SearchId), CoreJson.Default.FrontDocument, CancellationToken.None)).Value;
        front.Members.Select(member => member.Architecture).ShouldBe(InProcess(asks: 2));
        var state = await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);
        (state.Budget.TrainingsSpent, state.Budget.EvaluationsSpent, state.Budget.WorkerSeconds).ShouldBe((0, 50, 0.0));
        front.Hypervolume.ShouldBe(state.Hypervolume!.Value);
    }

    [Fact]
    public async Task Generations_ByZeroCostMetrics_LookUpWhatTheEngineDoesInTheSameOrder()
    {
        var request = Request with
        {
            Algorithm = new AlgorithmSpecification { Name = "mtf-pdns", PopulationSize = 6, BatchSize = 6 }.Completed(),
            Budgets = new() { Evaluations = 7 },
        };
        await using var bench = await CreateAsync(request);
        var evaluator = new TableEvaluator(request, FormulaTable.Read());
        var run = new SearchRun(evaluator, (started, candidate, _, _) => evaluator.LookUp(started, candidate.Architecture));
        run.Run().ShouldBe(StopReason.BudgetEvaluations);

        var evaluations = await RunAsync(bench, run.State.Generation);

        evaluations.Count.ShouldBe(7);
        evaluations.Select(evaluation => (evaluation.Generation, evaluation.Index, evaluation.Candidate, evaluation.Status)).ShouldBe(
            run.Evaluations.Select(evaluation => (evaluation.Generation, evaluation.Index, evaluation.Candidate, evaluation.Status)));
        var state = await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);
        state.Budget.EvaluationsSpent.ShouldBe(7);
        state.Hypervolume.ShouldBe(run.State.Hypervolume);
    }

    [Fact]
    public async Task Generations_WhoseAlgorithmSaysHowFar_LookUpTheTrainingsThatItAsksFor()
    {
        var request = Request with
        {
            Constraints = [new() { Metric = "score", AtLeast = 20 }],
            Algorithm = new AlgorithmSpecification { Name = "shemoa", PopulationSize = 5, BatchSize = 5, Rungs = 2, RungEvaluations = 10 }.Completed(),
            Training = new() { Epochs = 100, Rungs = [10, 100] },
            Budgets = new() { Evaluations = 20 },
        };
        await using var bench = await CreateAsync(request);
        var evaluator = new TableEvaluator(request, FormulaTable.Read());
        var run = new SearchRun(
            evaluator, (started, candidate, _, before) => evaluator.LookUp(started with { Rungs = before?.Rungs }, candidate.Architecture));
        run.Run().ShouldBe(StopReason.BudgetEvaluations);

        var evaluations = await RunAsync(bench, run.State.Generation);

        evaluations.Select(Described).ShouldBe(run.Evaluations.Select(Described));
        evaluations.ShouldContain(evaluation => evaluation.Rungs != null && evaluation.Rungs.Count == 2, "what goes on keeps what it was before");
        evaluations.Take(10).ShouldAllBe(evaluation => evaluation.Fidelity == "epochs10" && evaluation.Status != EvaluationStatus.Completed);
        evaluations.Take(10).ShouldAllBe(evaluation => evaluation.Status != EvaluationStatus.Infeasible, "a bound of the whole training's score");
        evaluations.Take(10).Where(evaluation => evaluation.Status == EvaluationStatus.EarlyStopped).ShouldAllBe(evaluation => evaluation.Metrics["score"] <= 12);
        evaluations.Skip(10).ShouldAllBe(evaluation => evaluation.Fidelity == "full");
        var front = (await bench.Store.ReadAsync(BlobPaths.Front(bench.SearchId), CoreJson.Default.FrontDocument, CancellationToken.None)).Value;
        front.Members.ShouldNotBeEmpty();
        front.Hypervolume.ShouldBe(run.Front!.Hypervolume);

        static string Described(Evaluation evaluation) =>
            $"{evaluation.Candidate} {evaluation.Status} {evaluation.Fidelity} {evaluation.Metrics.GetValueOrDefault("score")} "
            + string.Join(' ', (evaluation.Rungs ?? []).Select(rung => $"{rung.Rung}:{rung.Metrics["score"]}"));
    }

    [Fact]
    public async Task Activities_EachCalledTwice_ChangeNothingTheSecondTime()
    {
        await using var bench = await CreateAsync();
        await bench.BeginAsync();
        foreach (var activity in new Func<Task>[] { () => ProposeAsync(bench, 0), () => MergeAsync(bench, 0) })
        {
            await activity();
            var once = await bench.SnapshotAsync();
            await activity();
            (await bench.SnapshotAsync()).ShouldBe(once);
        }
    }

    [Fact]
    public async Task End_OfASearchOfATable_AsksForNoTests()
    {
        await using var bench = await CreateAsync();
        await RunAsync(bench, generations: 5);

        (await bench.Activity<SelectForTestingActivity>().RunAsync(new SelectForTestingInput(bench.SearchId), CancellationToken.None)).ShouldBeEmpty();
        await bench.Activity<EndSearchActivity>().RunAsync(
            new EndSearchInput(bench.SearchId, StopReason.BudgetEvaluations, SearchBench.Noon.AddMinutes(1)), CancellationToken.None);

        var state = await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);
        (state.State, state.StopReason, state.Error).ShouldBe((SearchStatus.Completed, StopReason.BudgetEvaluations, null));
    }

    async Task<SearchBench> CreateAsync(SearchRequest? request = null)
    {
        var bench = await SearchBench.CreateAsync(azurite.ConnectionString, request ?? Request);
        await FormulaTable.UploadAsync(bench.Store);
        return bench;
    }

    static async Task<IReadOnlyList<Evaluation>> RunAsync(SearchBench bench, int generations)
    {
        (await bench.BeginAsync()).TakesJobs.ShouldBeFalse();
        var evaluations = new List<Evaluation>();
        for (var generation = 0; generation < generations; generation++)
        {
            await ProposeAsync(bench, generation);
            await MergeAsync(bench, generation);
            evaluations.AddRange((await bench.Store.ReadAsync(
                BlobPaths.EvaluationSet(bench.SearchId, generation), CoreJson.Default.EvaluationSet, CancellationToken.None)).Value.Evaluations);
        }

        return evaluations;
    }

    static async Task ProposeAsync(SearchBench bench, int generation) => await
        bench.Activity<ProposeCandidatesActivity>().RunAsync(bench.Generation(generation), CancellationToken.None);

    static async Task MergeAsync(SearchBench bench, int generation) => await bench.Activity<MergeFrontActivity>().RunAsync(
        new MergeFrontInput(bench.SearchId, generation, SearchBench.Noon.AddMinutes(1)), CancellationToken.None);

    static Evaluation Of(IEnumerable<Evaluation> evaluations, string architecture) =>
        evaluations.Single(evaluation => evaluation.Architecture == architecture);

    /// <summary>The front's architectures, the best score first, found without any platform.</summary>
    static IEnumerable<string> InProcess(int asks)
    {
        var table = FormulaTable.Read();
        var algorithm = SearchAlgorithms.Create(Request.Algorithm, table.Description.Space, Request.Seed, null);
        var front = new NondominatedSet<string>(2);
        for (var ask = 0; ask < asks; ask++)
        {
            algorithm.Tell([.. algorithm.Ask(25).Select(proposal => Observe(proposal))]);
        }

        return front.Items.OrderByDescending(architecture => Score(architecture));

        double Score(string architecture) => table.Column("score")[RowOf(architecture)!.Value];

        int? RowOf(string architecture) =>
            table.Description.Space.TryParse(architecture, out var parsed, out var error) ? table.RowOf(parsed) : throw new InvalidOperationException(error);

        Observation Observe(ProposedCandidate proposal)
        {
            if (RowOf(proposal.Architecture) is not { } row || double.IsNaN(table.Column("ms")[row]))
            {
                return new Observation(proposal.Id, ObservationStatus.Failed, [], 0);
            }

            if (table.Column("size")[row] > 300)
            {
                return new Observation(proposal.Id, ObservationStatus.Infeasible, [], table.Column("size")[row] - 300);
            }

            double[] objectives = [-table.Column("score")[row], table.Column("ms")[row]];
            front.Add(objectives, proposal.Architecture);
            return new Observation(proposal.Id, ObservationStatus.Evaluated, objectives, 0);
        }
    }
}
