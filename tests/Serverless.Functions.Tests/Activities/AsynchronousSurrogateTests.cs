using System.Text.Json;
using Serverless.Algorithms.Acquisition;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Core;
using Serverless.Core.Engine;
using Serverless.Core.Searches;
using Serverless.Core.Surrogates;
using Serverless.Functions.Orchestrations;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Asynchronous searches with a surrogate, turn by turn; the surrogate is actually fitted while turns continue.</summary>
[Collection(ActivityCollection.Name)]
public sealed class AsynchronousSurrogateTests(AzuriteFixture azurite)
{
    const int Parallelism = TurnRun.Parallelism;
    const int PoolSize = TurnRun.PoolSize;
    static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData(-1, SurrogateRole.Active)]
    [InlineData(1, SurrogateRole.Shadow)]
    public async Task Run_FitThatTakesTwoTurns_ServesFromThenOnAndIsReplayed(double minimumCorrelation, SurrogateRole role)
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, TurnRun.Request(minimumCorrelation, trainings: 16));
        await TurnRun.RunAsync(bench, new StartedEvaluations());

        var state = await bench.Documents.ReadStateAsync(bench.SearchId, Never);
        var progress = state.Surrogate.ShouldNotBeNull();
        var decisions = await bench.Service<SurrogateKnowledge>().ReadDecisionsAsync(bench.SearchId, bench.Request, progress.Decision, Never);
        (decisions[0].Generation, decisions[0].Role, decisions[0].Fitting).ShouldBe((0, SurrogateRole.None, null));
        var ordered = decisions.First(decision => decision.Fitting is not null);
        (ordered.Role, ordered.FittedTo).ShouldBe((SurrogateRole.None, 8));
        var served = decisions.First(decision => decision.Role != SurrogateRole.None);
        (served.Role, served.Surrogate, served.Generation).ShouldBe((role, ordered.Fitting, ordered.Generation + 2), served.Reason);
        decisions.Select(decision => decision.Surrogate).Distinct().Count().ShouldBeGreaterThan(2, "later fits take its place");

        var (journal, evaluations) = await TurnRun.CourseAsync(bench);
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
        await using var undisturbed = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, TurnRun.Request(minimumCorrelation: -1, trainings: 16));
        await TurnRun.RunAsync(undisturbed, new StartedEvaluations());
        var turn = (await TurnRun.CourseAsync(undisturbed)).Journal.First(turn => turn.Chosen is not null).Generation;

        var (writes, expected) = (int.MaxValue, (IReadOnlyList<string>)[]);
        for (var write = 0; write <= writes; write++)
        {
            await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, undisturbed.Request);
            var engine = new StartedEvaluations();
            writes = await TurnRun.RunAsync(bench, engine, turn, write, until: turn + 2);
            var found = await ComparableAsync(bench, engine);
            expected = write == 0 ? found : expected;
            found.ShouldBe(expected, $"died after write {write}");
        }

        writes.ShouldBeGreaterThan(8);
    }

    [Fact]
    public async Task Run_FitThatNeverEnds_IsNotWaitedForAndIsStoppedWithTheSearch()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, TurnRun.Request(minimumCorrelation: -1, trainings: 12));
        var engine = new StartedEvaluations();
        await TurnRun.RunAsync(bench, engine, fits: false);

        var surrogate = engine.Fits.ShouldHaveSingleItem();
        (string, string)[] told = [(surrogate, EventNames.Stop)];
        engine.ToldFits.ShouldBe(told);
        var (_, evaluations) = await TurnRun.CourseAsync(bench);
        evaluations.Count.ShouldBe(12);
        evaluations.ShouldAllBe(evaluation => evaluation.Predicted == null);
    }

    [Fact]
    public async Task Run_FitGivenUp_GoesOnWithoutAndSaysWhy()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, TurnRun.Request(minimumCorrelation: -1, trainings: 16));
        await TurnRun.RunAsync(bench, new StartedEvaluations(), fit: surrogate => bench.Store.TryCreateAsync(
            BlobPaths.SurrogateFailure(surrogate), new SurrogateFailure(surrogate, "The fit failed: out of memory", 3), CoreJson.Default.SurrogateFailure, Never));

        var state = await bench.Documents.ReadStateAsync(bench.SearchId, Never);
        var decisions = await bench.Service<SurrogateKnowledge>().ReadDecisionsAsync(bench.SearchId, bench.Request, state.Surrogate!.Decision, Never);
        decisions.ShouldAllBe(decision => decision.Role == SurrogateRole.None);
        decisions.ShouldContain(decision => decision.Reason.Contains("The fit failed: out of memory", StringComparison.Ordinal));
        state.Budget.TrainingsUsed.ShouldBe(16);
    }

    static async Task<IReadOnlyList<string>> ComparableAsync(SearchBench bench, StartedEvaluations engine)
    {
        var state = await bench.Documents.ReadStateAsync(bench.SearchId, Never);
        var (journal, evaluations) = await TurnRun.CourseAsync(bench);
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
