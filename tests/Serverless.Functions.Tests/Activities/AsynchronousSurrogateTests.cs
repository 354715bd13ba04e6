using System.Text.Json;
using Serverless.Algorithms.Acquisition;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Asynchronous searches with a surrogate, turn by turn; the surrogate is really fitted, while turns go on.</summary>
[Collection(ActivityCollection.Name)]
public sealed class AsynchronousSurrogateTests(AzuriteFixture azurite)
{
    const int Parallelism = 3;
    const int PoolSize = 60;
    static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData(-1, SurrogateRole.Active)]
    [InlineData(1, SurrogateRole.Shadow)]
    public async Task Run_FitThatTakesTwoTurns_ServesFromThenOnAndIsReplayed(double minimumCorrelation, SurrogateRole role)
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, Request(minimumCorrelation, trainings: 16));
        await RunAsync(bench, new StartedEvaluations());

        var state = await bench.Documents.ReadStateAsync(bench.SearchId, Never);
        var progress = state.Surrogate.ShouldNotBeNull();
        var decisions = await bench.Service<SurrogateKnowledge>().ReadDecisionsAsync(bench.SearchId, bench.Request, progress.Decision, Never);
        (decisions[0].Generation, decisions[0].Role, decisions[0].Fitting).ShouldBe((0, SurrogateRole.None, null));
        var ordered = decisions.First(decision => decision.Fitting is not null);
        (ordered.Role, ordered.FittedTo).ShouldBe((SurrogateRole.None, 8));
        var served = decisions.First(decision => decision.Role != SurrogateRole.None);
        (served.Role, served.Surrogate, served.Generation).ShouldBe((role, ordered.Fitting, ordered.Generation + 2), served.Reason);
        decisions.Select(decision => decision.Surrogate).Distinct().Count().ShouldBeGreaterThan(2, "later fits take its place");

        var (journal, evaluations) = await CourseAsync(bench);
        evaluations.Count.ShouldBe(16);
        evaluations.Select(evaluation => evaluation.Candidate).ShouldBeUnique();
        evaluations.ShouldAllBe(evaluation => (evaluation.Predicted != null) == (evaluation.Generation >= served.Generation));
        var chosen = evaluations.Count(evaluation => evaluation.Predicted is { Reason: not ChoiceReason.Algorithm });
        chosen.ShouldBe(role == SurrogateRole.Active ? evaluations.Count(evaluation => evaluation.Predicted is not null) : 0);
        (progress.Screened, progress.Chosen).ShouldBe((chosen * PoolSize / Parallelism, chosen));
        journal.Where(turn => turn.Chosen is not null).SelectMany(turn => turn.Chosen!).Count().ShouldBe(chosen);
        journal[served.Generation].Fitted.ShouldBe(served.Surrogate);
        (await bench.CandidatesAsync(served.Generation)).Count.ShouldBe(1, "what was not chosen is not kept");

        var front = (await bench.Store.ReadAsync(BlobPaths.Front(bench.SearchId), CoreJson.Default.FrontDocument, Never)).Value;
        JournalReplay.FindDifference(bench.Request, bench.Request.Budgets, journal, evaluations, front).ShouldBeNull();
        if (role == SurrogateRole.Active)
        {
            IReadOnlyList<ArrivalSet> other = [.. journal.Select(turn => turn with { Chosen = null })];
            JournalReplay.FindDifference(bench.Request, bench.Request.Budgets, other, evaluations, front).ShouldNotBeNull();
            other = [.. journal.Select(turn => turn.Chosen is null ? turn : turn with { Chosen = [evaluations[0].Candidate] })];
            JournalReplay.FindDifference(bench.Request, bench.Request.Budgets, other, evaluations, front).ShouldNotBeNull().ShouldContain("does not propose it");
        }
    }

    [Fact]
    public async Task TakeTurn_ProcessDiesAfterAnyWriteOfTheTurnThatTakesAFitIn_EndsAsIfItHadNot()
    {
        await using var undisturbed = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, Request(minimumCorrelation: -1, trainings: 16));
        await RunAsync(undisturbed, new StartedEvaluations());
        var turn = (await CourseAsync(undisturbed)).Journal.First(turn => turn.Chosen is not null).Generation;

        var (writes, expected) = (int.MaxValue, (IReadOnlyList<string>)[]);
        for (var write = 0; write <= writes; write++)
        {
            await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, undisturbed.Request);
            var engine = new StartedEvaluations();
            writes = await RunAsync(bench, engine, turn, write, until: turn + 2);
            var found = await ComparableAsync(bench, engine);
            expected = write == 0 ? found : expected;
            found.ShouldBe(expected, $"died after write {write}");
        }

        writes.ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task Run_FitThatNeverEnds_IsNotWaitedForAndIsStoppedWithTheSearch()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, Request(minimumCorrelation: -1, trainings: 12));
        var engine = new StartedEvaluations();
        await RunAsync(bench, engine, fits: false);

        var surrogate = engine.Fits.ShouldHaveSingleItem();
        (string, string)[] told = [(surrogate, EventNames.Stop)];
        engine.ToldFits.ShouldBe(told);
        var (_, evaluations) = await CourseAsync(bench);
        evaluations.Count.ShouldBe(12);
        evaluations.ShouldAllBe(evaluation => evaluation.Predicted == null);
    }

    [Fact]
    public async Task Run_FitGivenUp_GoesOnWithoutAndSaysWhy()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, Request(minimumCorrelation: -1, trainings: 16));
        await RunAsync(bench, new StartedEvaluations(), fit: surrogate => bench.Store.TryCreateAsync(
            BlobPaths.SurrogateFailure(surrogate), new SurrogateFailure(surrogate, "The fit failed: out of memory", 3), CoreJson.Default.SurrogateFailure, Never));

        var state = await bench.Documents.ReadStateAsync(bench.SearchId, Never);
        var decisions = await bench.Service<SurrogateKnowledge>().ReadDecisionsAsync(bench.SearchId, bench.Request, state.Surrogate!.Decision, Never);
        decisions.ShouldAllBe(decision => decision.Role == SurrogateRole.None);
        decisions.ShouldContain(decision => decision.Reason.Contains("The fit failed: out of memory", StringComparison.Ordinal));
        state.Budget.TrainingsUsed.ShouldBe(16);
    }

    static SearchRequest Request(double minimumCorrelation, int trainings) => TestRequests.Small(Random.Shared.NextInt64()) with
    {
        Algorithm = new() { Name = "random" },
        Constraints = [],
        Budgets = new() { Trainings = trainings },
        Mode = SearchMode.Asynchronous,
        Parallelism = Parallelism,
        Surrogate = new()
        {
            Kind = SurrogateKind.Ridge,
            PoolSize = PoolSize,
            Ensemble = 3,
            StartupTrials = 8,
            MinimumCorrelation = minimumCorrelation,
            Exploration = 0.2,
        },
    };

    /// <summary>Runs a search, to its end or until a turn; one turn may die once. Each fit ends when a further turn has been taken.</summary>
    /// <returns>The writes of the turn that dies, or would.</returns>
    static async Task<int> RunAsync(
        SearchBench bench, StartedEvaluations engine, int crashIn = -1, int afterWrite = 0, int until = int.MaxValue, bool fits = true, Func<string, Task>? fit = null)
    {
        await bench.BeginAsync();
        Arrival[] heard = [];
        var (fitted, writes) = (new HashSet<string>(), 0);
        StopReason? reason = null;
        for (var turn = 0; reason is null && turn < until; turn++)
        {
            var (before, ordered) = (bench.Store.Writes, engine.Fits.ToArray());
            bench.Store.CrashAfter = turn == crashIn && afterWrite > 0 ? before + afterWrite : 0;
            var input = new TakeTurnInput(bench.SearchId, turn, SearchBench.Noon.AddMinutes(turn), GenerationRun.Terms, heard, LooksAtAll: false, IsStopping: false);
            await GenerationRun.RetryAsync(async () => reason = (await bench.Activity<TakeTurnActivity>().TakeAsync(input, engine, Never)).StopReason);
            writes = turn == crashIn ? bench.Store.Writes - before : writes;
            foreach (var surrogate in ordered.Where(surrogate => fits && fitted.Add(surrogate)))
            {
                await (fit ?? bench.FitAsync)(surrogate);
            }

            var open = (await bench.Store.ReadAsync(BlobPaths.Open(bench.SearchId, turn), CoreJson.Default.OpenEvaluations, Never)).Value.Evaluations;
            if (open.Count > 0)
            {
                var next = open[turn * 5 % open.Count];
                await new GenerationRun(bench, next.Generation).EvaluateAsync(next.Index, next.Rung);
                heard = [next.Arrival];
            }
        }

        return writes;
    }

    static async Task<(IReadOnlyList<ArrivalSet> Journal, IReadOnlyList<Evaluation> Evaluations)> CourseAsync(SearchBench bench)
    {
        var (journal, evaluations) = (new List<ArrivalSet>(), new List<Evaluation>());
        var turns = bench.Service<SearchTurns>();
        for (var turn = 0; turn < (await bench.Documents.ReadStateAsync(bench.SearchId, Never)).Generation; turn++)
        {
            journal.Add(await turns.ReadJournalAsync(bench.SearchId, turn, mayChoose: true, Never));
            evaluations.AddRange(await bench.EvaluationsAsync(turn));
        }

        return (journal, evaluations);
    }

    static async Task<IReadOnlyList<string>> ComparableAsync(SearchBench bench, StartedEvaluations engine)
    {
        var state = await bench.Documents.ReadStateAsync(bench.SearchId, Never);
        var (journal, evaluations) = await CourseAsync(bench);
        string[] found =
        [
            .. journal.Select(turn => JsonSerializer.Serialize(turn, CoreJson.Default.ArrivalSet)),
            .. evaluations.Select(evaluation => $"{evaluation.Candidate} {JsonSerializer.Serialize(evaluation.Predicted, CoreJson.Default.PredictedOutcome)}"),
            JsonSerializer.Serialize(state.Surrogate, CoreJson.Default.SurrogateProgress),
            .. engine.Fits.Distinct(),
        ];
        return [.. found.Select(text => text.Replace(bench.SearchId, "ID", StringComparison.Ordinal))];
    }
}
