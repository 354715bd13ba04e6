using Serverless.Algorithms.Acquisition;
using Serverless.Application.Storage;
using Serverless.Application.Surrogates;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Engine;
using Serverless.Core.Fidelities;
using Serverless.Core.Fronts;
using Serverless.Core.Objectives;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Surrogates;
using Serverless.Functions.Activities;
using Serverless.Functions.Adapters;
using Serverless.Learning.Surrogates;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Special cases of asynchronous searches with a surrogate: kinds, rungs, imports, ends and restarts.</summary>
[Collection(ActivityCollection.Name)]
public sealed class SurrogateTurnTests(AzuriteFixture azurite)
{
    static readonly CancellationToken Never = CancellationToken.None;

    [Theory]
    [InlineData(SurrogateKind.BoostedTrees, HalvingVariant.Stopping, SurrogateSampling.Improvement, false)]
    [InlineData(SurrogateKind.GaussianProcess, HalvingVariant.Promotion, SurrogateSampling.Improvement, true)]
    [InlineData(SurrogateKind.Ridge, HalvingVariant.Promotion, SurrogateSampling.Iterative, true)]
    [InlineData(SurrogateKind.Lclr, HalvingVariant.Stopping, SurrogateSampling.Improvement, true)]
    [InlineData(SurrogateKind.HwPrNas, HalvingVariant.Stopping, SurrogateSampling.Improvement, false)]
    public async Task Run_AnyKindWithRungsOrWithout_ChoosesAndIsReplayed(string kind, HalvingVariant variant, SurrogateSampling sampling, bool hasRungs)
    {
        var request = TurnRun.Request(minimumCorrelation: -1, trainings: hasRungs && variant == HalvingVariant.Promotion ? 24 : 14);
        request = request with
        {
            Surrogate = request.Surrogate! with { Kind = kind, Sampling = sampling, Ensemble = 2 },
            Training = hasRungs ? request.Training with { Epochs = 3, Rungs = [1, 3] } : request.Training,
            Promotion = hasRungs ? new() { ReductionFactor = 2, Variant = variant } : null,
        };
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request);

        // The first fit alone comes to its end.
        var fits = 0;
        await TurnRun.RunAsync(bench, new StartedEvaluations(), fit: surrogate => fits++ == 0 ? bench.FitAsync(surrogate) : Task.CompletedTask);

        var (journal, evaluations) = await TurnRun.CourseAsync(bench);
        var decision = (await bench.Documents.ReadStateAsync(bench.SearchId, Never)).Surrogate!.Decision;
        evaluations.Count(evaluation => evaluation.Predicted is { Reason: not ChoiceReason.Algorithm }).ShouldBeGreaterThan(1, decision.Reason);
        JournalReplay.FindDifference(bench.Request, bench.Request.Budgets, journal, evaluations, await FrontAsync(bench)).ShouldBeNull();
    }

    [Fact]
    public async Task Run_Imports_AreLearntFromInTheFirstTurnThatBegins()
    {
        var request = TurnRun.Request(minimumCorrelation: -1, trainings: 8);
        var space = SearchSpaces.Of(request.Space)!;
        ImportedResult[] rows =
        [
            .. Enumerable.Range(0, 40).Select(number => space.Canonicalise(space.Sample(RandomStream.For(1, 0, number)))).DistinctBy(space.IdOf).Take(12)
                .Select((architecture, place) => new ImportedResult
                {
                    Architecture = space.Format(architecture),
                    Metrics = request.Objectives.ToDictionary(objective => objective.Name, objective => objective.Goal == Goal.Maximise ? 60.0 + place : 1.0 + (place / 100.0)),
                }),
        ];
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request with { ImportFrom = new() { Rows = rows } });

        var engine = new StartedEvaluations();
        await TurnRun.RunAsync(bench, engine);

        engine.Fits[0].ShouldBe(SurrogateId.Of(bench.SearchId, 1));
        var (journal, evaluations) = await TurnRun.CourseAsync(bench);
        evaluations.Count.ShouldBe(20);
        evaluations.ShouldContain(evaluation => evaluation.Predicted != null);
        JournalReplay.FindDifference(bench.Request, bench.Request.Budgets, journal, evaluations, await FrontAsync(bench), [TestRequests.TableCpu]).ShouldBeNull();
    }

    [Fact]
    public async Task Run_FirstFitUnderWay_SaysSoAndLooksAfterIt()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, TurnRun.Request(minimumCorrelation: -1, trainings: 100));
        var engine = new StartedEvaluations();

        await TurnRun.RunAsync(bench, engine, fits: false, until: 80);

        engine.Fits.Count.ShouldBe(2, "as it was ordered, and once in the 64 turns after that");
        engine.Fits.Distinct().ShouldHaveSingleItem();
        (await bench.Documents.ReadStateAsync(bench.SearchId, Never)).Surrogate!.Decision.Reason.ShouldBe("No surrogate is fitted yet: a fit is in progress.");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_BudgetAddedAfterItsSurrogatesWereDeletedOrItsFitWasStopped_FitsAnotherAndIsReplayed(bool isDeleted)
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, TurnRun.Request(minimumCorrelation: -1, trainings: 14));
        var engine = new StartedEvaluations();
        await TurnRun.RunAsync(bench, engine, fits: isDeleted);
        await EndAsync(bench);
        var first = (await bench.Documents.ReadStateAsync(bench.SearchId, Never)).Surrogate!.Decision;
        await (isDeleted ? bench.DeleteSurrogatesAsync() : StopAsync(bench, engine.Fits[^1]));

        var state = await ExtendAsync(bench, trainings: 10);
        await TurnRun.RunAsync(bench, new StartedEvaluations(), from: state.Generation);

        var after = await bench.Documents.ReadStateAsync(bench.SearchId, Never);
        var decisions = await bench.Service<SurrogateKnowledge>().ReadDecisionsAsync(bench.SearchId, bench.Request, after.Surrogate!.Decision, Never);
        var again = decisions.First(decision => decision.Generation >= state.Generation);
        again.Reason.ShouldContain(isDeleted ? $"The surrogate {first.Surrogate} that was in use no longer exists." : "The search ended first.");
        (again.Role, again.Fitting).ShouldBe((SurrogateRole.None, SurrogateId.Of(bench.SearchId, state.Generation)));
        after.Surrogate.Decision.Role.ShouldBe(SurrogateRole.Active);
        var (journal, evaluations) = await TurnRun.CourseAsync(bench);
        evaluations.Count.ShouldBe(24);
        JournalReplay.FindDifference(bench.Request, after.Budget.Limits, journal, evaluations, await FrontAsync(bench)).ShouldBeNull();
    }

    [Fact]
    public async Task Run_FitThatEndedAfterTheSearch_ServesWhenBudgetIsAdded()
    {
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, TurnRun.Request(minimumCorrelation: -1, trainings: 12));
        var engine = new StartedEvaluations();
        await TurnRun.RunAsync(bench, engine, fits: false);
        await EndAsync(bench);
        await bench.FitAsync(engine.Fits[^1]);

        var state = await ExtendAsync(bench, trainings: 3);
        await TurnRun.RunAsync(bench, new StartedEvaluations(), from: state.Generation);

        var (journal, evaluations) = await TurnRun.CourseAsync(bench);
        var decision = await bench.AdviceAsync(state.Generation);
        (decision.Role, decision.Surrogate, journal[state.Generation].Fitted).ShouldBe((SurrogateRole.Active, engine.Fits[^1], engine.Fits[^1]), decision.Reason);
        evaluations.Count(evaluation => evaluation.Predicted is not null).ShouldBe(3);
        var limits = (await bench.Documents.ReadStateAsync(bench.SearchId, Never)).Budget.Limits;
        JournalReplay.FindDifference(bench.Request, limits, journal, evaluations, await FrontAsync(bench)).ShouldBeNull();
    }

    [Fact]
    public async Task TakeTurn_DiesAfterItsChoiceAndPredictsOtherwiseAfterThat_KeepsTheChoice()
    {
        await using var undisturbed = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, TurnRun.Request(minimumCorrelation: -1, trainings: 16));
        await TurnRun.RunAsync(undisturbed, new StartedEvaluations());
        var turn = (await TurnRun.CourseAsync(undisturbed)).Journal.First(turn => turn.Chosen is not null).Generation;
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, undisturbed.Request);
        var engine = new StartedEvaluations();
        await TurnRun.RunAsync(bench, engine, until: turn);
        var input = new TakeTurnInput(bench.SearchId, turn, SearchBench.Noon, GenerationRun.Terms, await HeardAsync(bench, turn), LooksAtAll: false, IsStopping: false);

        TrainingSelection? chosen = null;
        for (var write = 1; chosen is null; write++)
        {
            bench.Store.CrashAfter = bench.Store.Writes + write;
            await Should.ThrowAsync<StorageException>(() => bench.Activity<TakeTurnActivity>().TakeAsync(input, engine, Never));
            bench.Store.CrashAfter = 0;
            chosen = (await bench.Store.FindAsync(BlobPaths.Selection(bench.SearchId, turn), CoreJson.Default.TrainingSelection, Never))?.Value;
        }

        await ReverseAsync(bench, engine.Fits[0]);
        await bench.Activity<TakeTurnActivity>().TakeAsync(input, engine, Never);

        (await bench.CandidatesAsync(turn)).Select(candidate => candidate.Id).ShouldBe(chosen.Selected);
        var open = (await bench.Store.ReadAsync(BlobPaths.Open(bench.SearchId, turn), CoreJson.Default.OpenEvaluations, Never)).Value.Evaluations;
        open.Where(evaluation => evaluation.Generation == turn).Select(evaluation => (evaluation.Candidate, evaluation.Predicted!.Worth))
            .ShouldBe(chosen.Choices!.Select(choice => (choice.Candidate, choice.Worth)));
    }

    /// <summary>Puts a surrogate in the place of one that says the opposite of it.</summary>
    static async Task ReverseAsync(SearchBench bench, string surrogate)
    {
        var order = (await bench.Store.ReadAsync(BlobPaths.FitSpecification(surrogate), CoreJson.Default.FitSpecification, Never)).Value;
        var reversed = order with { Examples = [.. order.Examples.Zip(order.Examples.Reverse(), (example, other) => example with { Values = other.Values })] };
        using var fitted = SurrogateFitters.Find(order.Kind)!.Fit(OrderedFit.SetOf(reversed), OrderedFit.OptionsOf(reversed, device: "cpu"), Never);
        var model = BlobPaths.SurrogateModel(surrogate, "model");
        (await bench.Store.TryReplaceBytesAsync(model, fitted.ToOnnx(), (await bench.Store.FindVersionAsync(model, Never))!, Never)).ShouldBeTrue();
        var document = await bench.Store.ReadAsync(BlobPaths.Surrogate(surrogate), CoreJson.Default.SurrogateDocument, Never);
        (await bench.Store.TryReplaceAsync(
            BlobPaths.Surrogate(surrogate), document.Value with { Metadata = fitted.Metadata }, document.Version, CoreJson.Default.SurrogateDocument, Never)).ShouldBeTrue();
        ((SurrogateModels)bench.Service<ISurrogatePredictor>()).Dispose();
    }

    static async Task EndAsync(SearchBench bench)
    {
        var end = new EndSearchInput(bench.SearchId, StopReason.BudgetTrainings, SearchBench.Noon.AddHours(1));
        (await bench.Activity<EndSearchActivity>().RunAsync(end, Never)).GoesOn.ShouldBeFalse();
    }

    /// <returns>The search's state as it begins again.</returns>
    static async Task<SearchDocument> ExtendAsync(SearchBench bench, int trainings)
    {
        var extension = new SearchExtension { Id = SearchExtension.IdOf("more"), At = SearchBench.Noon.AddHours(2), Added = new() { Trainings = trainings } };
        await bench.Activity<BeginSearchActivity>().RunAsync(new BeginSearchInput(bench.SearchId, SearchBench.Noon, extension.At, extension), Never);
        return await bench.Documents.ReadStateAsync(bench.SearchId, Never);
    }

    /// <summary>What a worker's stop leaves of a fit whose search has ended.</summary>
    static Task<bool> StopAsync(SearchBench bench, string surrogate) => bench.Store.TryCreateAsync(
        BlobPaths.SurrogateFailure(surrogate), new SurrogateFailure(surrogate, "The search ended first.", 1), CoreJson.Default.SurrogateFailure, Never);

    static async Task<Arrival[]> HeardAsync(SearchBench bench, int turn)
    {
        var open = (await bench.Store.ReadAsync(BlobPaths.Open(bench.SearchId, turn - 1), CoreJson.Default.OpenEvaluations, Never)).Value.Evaluations;
        return [open[(turn - 1) * 5 % open.Count].Arrival];
    }

    static async Task<FrontDocument> FrontAsync(SearchBench bench) =>
        await bench.Documents.ReadFrontAsync(await bench.Documents.ReadStateAsync(bench.SearchId, Never), Never);
}
