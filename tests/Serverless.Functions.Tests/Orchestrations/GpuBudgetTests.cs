using Serverless.Application.Jobs;
using Serverless.Core.Budgets;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>Generations in which the GPU seconds end before the candidates do.</summary>
public sealed class GpuBudgetTests
{
    const int Epochs = 3;

    static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <remarks>
    /// Twenty trainings of 3 seconds by the estimate fill the limit; they take 15 seconds. A search that hears late does so when the worker
    /// has begun its next one.
    /// </remarks>
    [Theory]
    [InlineData(1, false, 60)]
    [InlineData(2, false, 60)]
    [InlineData(7, false, 105)]
    [InlineData(1, true, 60)]
    [InlineData(2, true, 60)]
    [InlineData(7, true, 120)]
    [InlineData(20, true, 300)]
    public async Task Generation_EstimatesFiveTimesTooLow_OverrunsByNoMoreThanWhatRuns(int workers, bool isLate, double expected)
    {
        const double limit = 60, seconds = 15;
        var run = Run(candidates: 20, new EpochAllowance(limit, 0, 0, FirstPerEpoch: 1), [Epochs]);
        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.Children.Count.ShouldBe(20, "by the estimate all of them are covered");

        var (queue, running, spent) = (Enumerable.Range(0, 20).ToList(), new Queue<int>(), 0.0);
        Begin();
        while (running.TryDequeue(out var index))
        {
            if (isLate)
            {
                Begin();
            }

            spent += seconds;
            run.EndChild(SearchRun.Child(index), new EvaluationEnd(index, IsTrained: true, GpuSeconds: seconds, Epochs: Epochs));
            foreach (var untouched in queue.Where(place => run.Sent.Contains((SearchRun.Child(place), EventNames.Finish))).ToArray())
            {
                queue.Remove(untouched);
                run.EndChild(SearchRun.Child(untouched), new EvaluationEnd(untouched, IsTrained: false, IsStopped: true));
            }

            Begin();
        }

        await ended;
        spent.ShouldBe(expected);
        spent.ShouldBeLessThanOrEqualTo(limit + (workers * seconds), "one training for each worker");
        run.Sent.ShouldAllBe(sent => sent.EventName == EventNames.Finish, "nothing that was paid for is thrown away");
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.BudgetGpuSeconds);
        run.Timers.ShouldAllBe(timer => !timer.IsOpen);

        void Begin()
        {
            while (running.Count < workers && queue.Count > 0)
            {
                running.Enqueue(queue[0]);
                queue.RemoveAt(0);
            }
        }
    }

    [Fact]
    public async Task Generation_FirstRungThatTakesLong_TakesBackWhatWouldLeaveNothingForTheNext()
    {
        var run = Run(candidates: 3, new EpochAllowance(19, 0, 0), [1, 3], rungs: 2)
            .On<PromoteCandidatesInput>(FunctionNames.PromoteCandidates, _ => new[] { 0, 1 });
        var ended = run.Start(SearchOrchestrator.RunAsync);

        run.EndChild(SearchRun.Child(0), new EvaluationEnd(0, IsTrained: true, GpuSeconds: 2, Epochs: 1));
        run.Sent.ShouldBe([(SearchRun.Child(2), EventNames.Finish)], "17 seconds are enough for 8 epochs: for one more, and for both to the end");
        run.EndChild(SearchRun.Child(2), new EvaluationEnd(2, IsTrained: false, IsStopped: true));
        run.EndChild(SearchRun.Child(1), new EvaluationEnd(1, IsTrained: true, GpuSeconds: 2, Epochs: 1));

        IsFinishing(run, rung: 2, 0, 1).ShouldBe([false, false]);
        run.EndChild(SearchRun.Child(0, rung: 2), new EvaluationEnd(0, IsTrained: true, GpuSeconds: 8, Epochs: 4));
        run.EndChild(SearchRun.Child(1, rung: 2), new EvaluationEnd(1, IsTrained: true, GpuSeconds: 8, Epochs: 4));
        await ended;
        run.Sent.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Generation_RungThatIsNotCoveredAnyMore_BeginsNoTrainingButLooksIntoTheCache()
    {
        var run = Run(candidates: 6, new EpochAllowance(34, 0, 0), [1, 2, 6], rungs: 3, reductionFactor: 3)
            .On<PromoteCandidatesInput>(FunctionNames.PromoteCandidates, input => input.Rung == 1 ? new[] { 0, 2 } : new[] { 2 });
        var ended = run.Start(SearchOrchestrator.RunAsync);
        for (var index = 0; index < 6; index++)
        {
            run.EndChild(SearchRun.Child(index), new EvaluationEnd(index, IsTrained: true, GpuSeconds: 2, Epochs: 1));
        }

        IsFinishing(run, rung: 2, 0, 2).ShouldBe([false, false], "22 seconds are enough for 11 epochs, of which 10 are needed");
        run.EndChild(SearchRun.Child(0, rung: 2), new EvaluationEnd(0, IsTrained: true, GpuSeconds: 6, Epochs: 3));
        run.EndChild(SearchRun.Child(2, rung: 2), new EvaluationEnd(2, IsTrained: true, GpuSeconds: 14, Epochs: 3));

        IsFinishing(run, rung: 3, 2).ShouldBe([true], "6 seconds are not enough for 6 epochs of 2.8");
        run.EndChild(SearchRun.Child(2, rung: 3), new EvaluationEnd(2, IsTrained: true, IsStopped: true, null, GpuSeconds: 14, Epochs: 3));
        await ended;
        run.Sent.ShouldBeEmpty();
        run.Calls.ShouldContain(call => call.Name == FunctionNames.MergeFront);
    }

    [Fact]
    public async Task Generation_GpuSecondsWereAdded_GoesOnWithThem()
    {
        var run = Run(candidates: 3, new EpochAllowance(10, 0, 0), [Epochs], added: 90);
        run.On<MergeFrontInput>(FunctionNames.MergeFront, _ => new MergedGeneration(null, new EpochAllowance(100, 45, 9)));
        var ended = run.Start(SearchOrchestrator.RunAsync);

        for (var index = 0; index < 3; index++)
        {
            run.EndChild(SearchRun.Child(index), new EvaluationEnd(index, IsTrained: true, GpuSeconds: 15, Epochs: Epochs));
        }

        await ended;
        run.Sent.ShouldBeEmpty();
        run.NextInput.ShouldBeOfType<SearchState>().Plan.ShouldNotBeNull().Gpu.ShouldBe(new EpochAllowance(100, 45, 9));
    }

    [Fact]
    public async Task Cancel_WhileTheLastOnesFinish_StopsThem()
    {
        var run = Run(candidates: 3, new EpochAllowance(10, 0, 0), [Epochs]);
        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndChild(SearchRun.Child(1), new EvaluationEnd(1, IsTrained: true, GpuSeconds: 15, Epochs: Epochs));
        run.FireTimer();
        run.Raise(EventNames.Cancel, "please");

        run.Sent.ShouldBe([
            (SearchRun.Child(0), EventNames.Finish), (SearchRun.Child(2), EventNames.Finish),
            (SearchRun.Child(0), EventNames.Finish), (SearchRun.Child(2), EventNames.Finish),
            (SearchRun.Child(0), EventNames.Stop), (SearchRun.Child(2), EventNames.Stop)]);
        run.EndChild(SearchRun.Child(0), new EvaluationEnd(0, IsTrained: false, IsStopped: true));
        run.EndChild(SearchRun.Child(2), new EvaluationEnd(2, IsTrained: false, IsStopped: true));
        await ended;
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.Cancelled);
    }

    [Fact]
    public async Task Pause_WhileTheLastOnesFinish_IsToldToThem()
    {
        var isPaused = false;
        var run = Run(candidates: 2, new EpochAllowance(10, 0, 0), [Epochs]);
        run.On<PaceSearchInput>(FunctionNames.PaceSearch, _ => new SearchPacing(isPaused, null, new EpochAllowance(10, 0, 0)));
        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.EndChild(SearchRun.Child(1), new EvaluationEnd(1, IsTrained: true, GpuSeconds: 15, Epochs: Epochs));

        isPaused = true;
        run.Raise(EventNames.Pace, "");
        isPaused = false;
        run.Raise(EventNames.Pace, "");

        run.Sent.Select(sent => sent.EventName).ShouldBe([EventNames.Finish, EventNames.Pause, EventNames.Resume]);
        run.EndChild(SearchRun.Child(0), new EvaluationEnd(0, IsTrained: true, GpuSeconds: 15, Epochs: Epochs));
        await ended;
    }

    [Fact]
    public async Task Generation_CostUsedUp_BeginsNothingMore()
    {
        var prices = new PriceTable { Currency = "EUR", CpuPerHour = 3600, CudaPerHour = 36_000 };
        var plan = new SearchPlan(Start, null, new JobRetryOptions(TimeSpan.FromMinutes(15), 3), RungEpochs: [Epochs], Cost: new EpochAllowance(40, 0, 0), Prices: prices);
        var run = SearchRun.Of(3, turn: new SearchState(SearchRun.SearchId, Start, Plan: plan), stopReason: StopReason.BudgetCost)
            .On<PaceSearchInput>(FunctionNames.PaceSearch, _ => new SearchPacing(IsPaused: false, null, Cost: new EpochAllowance(40, 0, 0)))
            .On<SelectForTestingInput>(FunctionNames.SelectForTesting, _ => Array.Empty<FrontTest>());
        var ended = run.Start(SearchOrchestrator.RunAsync);

        // 15 seconds on a CPU and 3 on a CUDA device cost 45.
        run.EndChild(SearchRun.Child(0), new EvaluationEnd(0, IsTrained: true, GpuSeconds: 3, Epochs: Epochs, WorkerSeconds: 18));

        run.Sent.ShouldBe([(SearchRun.Child(2), EventNames.Finish), (SearchRun.Child(1), EventNames.Finish)], ignoreOrder: true);
        run.EndChild(SearchRun.Child(1), new EvaluationEnd(1, IsTrained: false, IsStopped: true));
        run.EndChild(SearchRun.Child(2), new EvaluationEnd(2, IsTrained: false, IsStopped: true));
        await ended;
    }

    [Fact]
    public async Task Generation_WhoseCandidatesTakeSharesOfTheirOwn_BeginsThoseThatTheseCover()
    {
        var gpu = new EpochAllowance(20, 0, 0, FirstPerEpoch: 2);
        var plan = new SearchPlan(Start, null, new JobRetryOptions(TimeSpan.FromMinutes(15), 3), Gpu: gpu, RungEpochs: [9], HasShares: true);
        var run = SearchRun.Of(3, turn: new SearchState(SearchRun.SearchId, Start, Plan: plan), stopReason: StopReason.BudgetGpuSeconds)
            .On<GenerationInput>(FunctionNames.SelectForTraining, _ => new[] { 0, 2, 3, 5 })
            .On<GenerationInput>(FunctionNames.WeighSelection, _ => new[] { 1, 1, 6, 6 })
            .On<PaceSearchInput>(FunctionNames.PaceSearch, _ => new SearchPacing(IsPaused: false, null, gpu))
            .On<SelectForTestingInput>(FunctionNames.SelectForTesting, _ => Array.Empty<FrontTest>());
        var ended = run.Start(SearchOrchestrator.RunAsync);

        IsFinishing(run, rung: 1, 0, 2, 3, 5).ShouldBe([false, false, false, true], "20 seconds are enough for 10 epochs: for 8, not for 14");
        run.EndChild(SearchRun.Child(0), new EvaluationEnd(0, IsTrained: true, GpuSeconds: 4, Epochs: 1));
        run.Sent.ShouldBe([(SearchRun.Child(3), EventNames.Finish)], "16 seconds are enough for 4 epochs");
        run.EndChild(SearchRun.Child(3), new EvaluationEnd(3, IsTrained: false, IsStopped: true));
        run.EndChild(SearchRun.Child(5), new EvaluationEnd(5, IsTrained: false, IsStopped: true));
        run.EndChild(SearchRun.Child(2), new EvaluationEnd(2, IsTrained: true, GpuSeconds: 4, Epochs: 1));
        await ended;
    }

    static IEnumerable<bool> IsFinishing(FakeOrchestration run, int rung, params int[] indices) =>
        indices.Select(index => ((WorkInput)run.ChildInputs[SearchRun.Child(index, rung: rung)]!).IsFinishing);

    static FakeOrchestration Run(int candidates, EpochAllowance gpu, int[] rungEpochs, int rungs = 1, double added = 0, double reductionFactor = 1)
    {
        var plan = new SearchPlan(Start, null, new JobRetryOptions(TimeSpan.FromMinutes(15), 3), Rungs: rungs, Gpu: gpu, RungEpochs: rungEpochs, ReductionFactor: reductionFactor);
        return SearchRun.Of(candidates, turn: new SearchState(SearchRun.SearchId, Start, Plan: plan), stopReason: StopReason.BudgetGpuSeconds, rungs: rungs)
            .On<PaceSearchInput>(FunctionNames.PaceSearch, _ => new SearchPacing(IsPaused: false, null, gpu with { Limit = gpu.Limit + added }))
            .On<SelectForTestingInput>(FunctionNames.SelectForTesting, _ => Array.Empty<FrontTest>());
    }
}
