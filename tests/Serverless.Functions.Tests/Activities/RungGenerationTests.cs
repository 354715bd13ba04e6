using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches;
using Serverless.Core.Searches.Requests;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Activities;

/// <summary>Generations whose candidates climb rungs.</summary>
[Collection(ActivityCollection.Name)]
public sealed class RungGenerationTests(AzuriteFixture azurite)
{
    const int Epochs = 9;

    [Fact]
    public async Task TwoGenerations_Undisturbed_StopMostEarlyAndCountEveryEpoch()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString, Request());
        await bench.BeginAsync();

        await new GenerationRun(bench, 0).RunAsync();
        await new GenerationRun(bench, 1).RunAsync();

        var evaluations = (await EvaluationsAsync(bench, 0)).Concat(await EvaluationsAsync(bench, 1)).ToList();
        var stopped = evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.EarlyStopped).ToList();
        evaluations.Count(evaluation => evaluation.Status == EvaluationStatus.Completed).ShouldBe(2, "a third of a third of six, in each");
        stopped.Count.ShouldBe(10);
        stopped.Select(evaluation => evaluation.Rungs![^1].Decision!).ShouldAllBe(decision => decision.Rule == PromotionRule.Name && !decision.IsPromoted);
        var whole = evaluations.First(evaluation => evaluation.Status == EvaluationStatus.Completed);
        whole.Fidelity.ShouldBe("full");
        whole.Rungs!.Select(rung => rung.Epochs).ShouldBe([1, 3, 9]);
        whole.Rungs!.Select(rung => rung.Decision?.IsPromoted).ShouldBe([true, true, null]);
        whole.Rungs![0].Metrics["accuracy"].ShouldBeLessThan(whole.Rungs[2].Metrics["accuracy"]);
        whole.Cost.TrainingSeconds.ShouldBe(6);

        var budget = (await StateAsync(bench)).Budget;
        var trained = evaluations.Sum(evaluation => evaluation.Rungs![^1].Epochs);
        (budget.TrainingsSpent, budget.EpochsSpent, budget.EpochsReserved).ShouldBe((12, trained, 0));
        (budget.EarlyStopped, budget.EpochsSaved).ShouldBe((10, (12 * Epochs) - trained));
        budget.TrainingSeconds.ShouldBe(evaluations.Sum(evaluation => evaluation.Cost.TrainingSeconds));
        (budget.WholeTrainings, budget.WholeTrainingSeconds, budget.SecondsOfAllToTheEnd).ShouldBe((2, 12, 72));
        var front = (await bench.Store.ReadAsync(BlobPaths.Front(bench.SearchId), CoreJson.Default.FrontDocument, CancellationToken.None)).Value;
        front.Members.Select(member => member.Candidate).ShouldBeSubsetOf(
            evaluations.Where(evaluation => evaluation.Fidelity == "full").Select(evaluation => evaluation.Candidate));
        var promotion = await PromotionAsync(bench, generation: 1, rung: 1);
        promotion.Decisions.ShouldAllBe(decision => decision.Compared == 12);
    }

    [Fact]
    public async Task TwoGenerations_ByLearningCurves_AreDecidedByTheWholeTrainingsOfTheFirst()
    {
        var request = Request() with
        {
            Promotion = new() { ReductionFactor = 1, Rule = RungRule.LearningCurves, LeastChance = 0.25, WholeCurves = 6 },
        };
        await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, request);
        await bench.BeginAsync();

        await new GenerationRun(bench, 0).RunAsync();
        await new GenerationRun(bench, 1).RunAsync();

        (await EvaluationsAsync(bench, 0)).ShouldAllBe(evaluation => evaluation.Status == EvaluationStatus.Completed);
        (await PromotionAsync(bench, generation: 0, rung: 1)).Decisions.ShouldAllBe(decision => decision.IsPromoted && decision.WholeCurves == 0);
        (await PromotionAsync(bench, generation: 1, rung: 1)).Decisions.ShouldAllBe(decision => decision.Rule == CurveRule.Name
            && decision.WholeCurves == 6 && decision.IsPromoted == (decision.Chance == null || decision.Chance >= 0.25));
        (await StateAsync(bench)).Budget.EpochsSpent.ShouldBe(
            (6 * Epochs) + (await EvaluationsAsync(bench, 1)).Sum(evaluation => evaluation.Rungs![^1].Epochs));
    }

    [Fact]
    public async Task Generation_ProcessDiesAfterAnyWrite_EndsAsIfItHadNot()
    {
        await using var undisturbed = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, Request());
        await undisturbed.BeginAsync();
        var before = undisturbed.Store.Writes;
        await new GenerationRun(undisturbed, 0).RunAsync();
        var expected = await OutcomeAsync(undisturbed);
        var writes = undisturbed.Store.Writes - before;

        for (var write = 1; write <= writes; write++)
        {
            await using var bench = await SearchBench.CreateInMemoryAsync(azurite.ConnectionString, Request());
            await bench.BeginAsync();
            bench.Store.CrashAfter = bench.Store.Writes + write;

            await new GenerationRun(bench, 0).RunAsync();

            bench.Store.Writes.ShouldBeGreaterThanOrEqualTo(bench.Store.CrashAfter, "it must have died");
            (await OutcomeAsync(bench)).ShouldBe(expected, $"died after write {write}");
        }
    }

    [Fact]
    public async Task Activities_EachCalledTwice_ChangeNothingTheSecondTime()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString, Request());
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
    }

    [Fact]
    public async Task Limit_OnTheAccuracyAtARung_StopsThereWhatBreaksItAndCountsItsTraining()
    {
        var request = Request();
        await using var free = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await free.BeginAsync();
        await new GenerationRun(free, 0).RunAsync();
        var median = (await EvaluationsAsync(free, 0)).Select(evaluation => evaluation.Rungs![0].Metrics["accuracy"]).Order().ElementAt(3);
        await using var bench = await SearchBench.CreateAsync(
            azurite.ConnectionString,
            request with
            {
                Dataset = request.Dataset with { SplitSeed = request.Dataset.SplitSeed ^ 1 },
                Constraints = [new() { Metric = "accuracy", AtEpochs = 1, AtLeast = median }],
            });
        await bench.BeginAsync();

        await new GenerationRun(bench, 0).RunAsync();

        var evaluations = await EvaluationsAsync(bench, 0);
        var infeasible = evaluations.Where(evaluation => evaluation.Status == EvaluationStatus.Infeasible).ToList();
        infeasible.ShouldNotBeEmpty();
        infeasible.ShouldAllBe(evaluation => evaluation.Fidelity == "epochs1" && evaluation.Metrics["accuracy"] < median && evaluation.Cost.TrainedOn != null);
        evaluations.Except(infeasible).ShouldAllBe(evaluation => evaluation.Rungs![0].Metrics["accuracy"] >= median);
        (await PromotionAsync(bench, generation: 0, rung: 1)).Decisions.Count.ShouldBe(evaluations.Count - infeasible.Count);
        (await StateAsync(bench)).Budget.TrainingsSpent.ShouldBe(6, "each was trained to the first rung");
    }

    [Fact]
    public async Task SecondSearch_WithOtherRungsOfTheSameTraining_PaysForThoseOnlyThatNobodyHad()
    {
        var request = Request();
        await using var first = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await using var same = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        await using var other = await SearchBench.CreateAsync(
            azurite.ConnectionString, request with { Training = request.Training with { Rungs = [1, 4, Epochs] } });
        foreach (var bench in new[] { first, same, other })
        {
            await bench.BeginAsync();
            await new GenerationRun(bench, 0).RunAsync();
        }

        var (paid, free) = ((await StateAsync(first)).Budget, (await StateAsync(same)).Budget);
        (free.TrainingsSpent, free.EpochsSpent, free.TrainingsCached, free.WorkerSeconds).ShouldBe((0, 0, paid.TrainingsSpent, 0.0));
        (free.EpochsCached, free.EpochsUsed).ShouldBe((paid.EpochsSpent, paid.EpochsUsed), "what is found there counts like what was trained");
        (free.EpochsSaved, free.EarlyStopped).ShouldBe((0, 0), "nothing ran that could have been spared anything");
        (await EvaluationsAsync(other, 0)).Where(evaluation => evaluation.Rungs!.Count > 1)
            .ShouldAllBe(evaluation => evaluation.Rungs![0].Cached && !evaluation.Rungs[1].Cached);
        (await StateAsync(other)).Budget.EpochsSpent.ShouldBe(2 * 3, "two went from the first rung, which was there, to the fourth epoch");
    }

    [Fact]
    public async Task Search_WithALimitOfEpochs_BeginsAsManyAsItIsEnoughForAndEnds()
    {
        // Of four candidates one is promoted: 4 + 2 + 6 epochs. Of five too, which would be one more.
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString, Request() with { Budgets = new() { Epochs = 12 } });
        await bench.BeginAsync();

        (await new GenerationRun(bench, 0).RunAsync()).StopReason.ShouldBe(Core.Budgets.StopReason.BudgetEpochs);

        var budget = (await StateAsync(bench)).Budget;
        (budget.TrainingsSpent, budget.EpochsSpent).ShouldBe((4, 4 + 2 + 6));
    }

    [Fact]
    public async Task Search_WithALimitOfGpuSeconds_CountsWhatCudaTrainedAndEnds()
    {
        // Two seconds a rung, however many epochs it adds: 6 + 2 + 1 rungs of two generations are 36 seconds; by then it is 16 seconds for 9 epochs.
        var request = Request() with { Budgets = new() { Generations = 9, GpuSeconds = 34 } };
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString, request);
        bench.TrainedOn = "cuda:0";
        var plan = await bench.BeginAsync();
        (plan.Gpu, plan.RungEpochs).ShouldBe((new Core.Budgets.EpochAllowance(34, 0, 0), plan.RungEpochs));
        plan.RungEpochs.ShouldBe([1, 2, 6]);

        var merged = await new GenerationRun(bench, 0).RunAsync();
        merged.StopReason.ShouldBeNull();
        merged.Gpu.ShouldBe(new Core.Budgets.EpochAllowance(34, 18, 6 + 4 + 6));
        await new GenerationRun(bench, 1).RunAsync();

        var budget = (await StateAsync(bench)).Budget;
        budget.GpuSecondsSpent.ShouldBe((await EvaluationsAsync(bench, 0)).Concat(await EvaluationsAsync(bench, 1)).Sum(evaluation => evaluation.Cost.GpuSeconds));
        (budget.GpuSecondsReserved, budget.WorkerSeconds).ShouldBe((0, budget.GpuSecondsSpent));
        (await EvaluationsAsync(bench, 1)).Count(evaluation => evaluation.Error == "The training budget did not cover it.").ShouldBe(1, "16 seconds are enough for 14 epochs, not for all six candidates");
    }

    [Fact]
    public async Task Rung_TrainingGivenUp_IsNotComparedAndItsAccuracyBeforeIsNotItsAccuracy()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString, Request());
        await bench.BeginAsync();
        var run = new GenerationRun(bench, 0);
        foreach (var index in await run.SelectAsync())
        {
            await run.EvaluateAsync(index);
        }

        foreach (var index in await run.PromoteAsync(1))
        {
            await run.RecordAsync(index, new JobEnd(JobEndKind.GaveUp, 3, Error: "out of memory"), rung: 2);
        }

        (await run.PromoteAsync(2)).ShouldBeEmpty();
        await run.MergeAsync();

        var lost = (await EvaluationsAsync(bench, 0)).Where(evaluation => evaluation.Status == EvaluationStatus.Abandoned).ToList();
        lost.Count.ShouldBe(2);
        lost.ShouldAllBe(evaluation => evaluation.Error!.Contains("out of memory") && !evaluation.Metrics.ContainsKey("accuracy"));
        lost.ShouldAllBe(evaluation => evaluation.Cost.Epochs == 1, "the second rung's training came to nothing");
        lost.ShouldAllBe(evaluation => evaluation.Rungs!.Count == 1 && evaluation.Rungs[0].Metrics.ContainsKey("accuracy"));
    }

    [Fact]
    public async Task Search_EndedBeforeARungWasDecided_SaysWhereItsCandidatesStood()
    {
        await using var bench = await SearchBench.CreateAsync(azurite.ConnectionString, Request());
        await bench.BeginAsync();
        var run = new GenerationRun(bench, 0);
        foreach (var index in await run.SelectAsync())
        {
            await run.EvaluateAsync(index);
        }

        await run.MergeAsync();

        var evaluations = await EvaluationsAsync(bench, 0);
        evaluations.ShouldAllBe(evaluation => evaluation.Status == EvaluationStatus.Abandoned && evaluation.Error!.Contains("rung 1"));
        (await StateAsync(bench)).Budget.EpochsSaved.ShouldBe(0, "nothing was decided, so nothing was saved");
    }

    static SearchRequest Request() => TestRequests.Small(Random.Shared.NextInt64()) with
    {
        Constraints = [],
        Algorithm = new() { Name = "nsga2", PopulationSize = 6 },
        Training = new() { Epochs = Epochs, BatchSize = 32, Rungs = [1, 3, Epochs] },
        Promotion = new() { ReductionFactor = 3 },
        Budgets = new() { Trainings = 12 },
    };

    static async Task<string> OutcomeAsync(SearchBench bench)
    {
        var state = await StateAsync(bench);
        var evaluations = (await EvaluationsAsync(bench, 0)).Select(evaluation =>
            $"{evaluation.Candidate} {evaluation.Status} {evaluation.Fidelity} {evaluation.Cost} {string.Join(", ", evaluation.Metrics)} {evaluation.Rungs!.Count}");
        return $"{state.Budget} {state.Hypervolume}\n{string.Join('\n', evaluations)}";
    }

    static async Task<SearchDocument> StateAsync(SearchBench bench) =>
        await bench.Documents.ReadStateAsync(bench.SearchId, CancellationToken.None);

    static async Task<RungPromotion> PromotionAsync(SearchBench bench, int generation, int rung) => (await bench.Store.ReadAsync(
        BlobPaths.Promotion(bench.SearchId, generation, rung), CoreJson.Default.RungPromotion, CancellationToken.None)).Value;

    static async Task<IReadOnlyList<Evaluation>> EvaluationsAsync(SearchBench bench, int generation) => (await bench.Store.ReadAsync(
        BlobPaths.EvaluationSet(bench.SearchId, generation), CoreJson.Default.EvaluationSet, CancellationToken.None)).Value.Evaluations;
}
