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

    /// <remarks>Twenty trainings of 3 seconds by the estimate fill the limit; they take 15 seconds.</remarks>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Generation_EstimatesFiveTimesTooLow_OverrunsByNoMoreThanWhatRuns(int workers)
    {
        const double limit = 60, seconds = 15;
        var run = Run(candidates: 20, new GpuAllowance(limit, 0, 0, FirstSecondsPerEpoch: 1), [Epochs]);
        var ended = run.Start(SearchOrchestrator.RunAsync);
        run.Children.Count.ShouldBe(20, "by the estimate all of them are covered");

        var (queue, running, spent) = (new Queue<int>(Enumerable.Range(0, 20)), new Queue<int>(), 0.0);
        while (queue.Count + running.Count > 0)
        {
            while (running.Count < workers && queue.TryDequeue(out var next))
            {
                running.Enqueue(next);
            }

            var index = running.Dequeue();
            spent += seconds;
            run.EndChild(SearchRun.Child(index), new EvaluationEnd(index, IsTrained: true, GpuSeconds: seconds, Epochs: Epochs));
            while (run.Sent.Count > 0 && queue.TryDequeue(out var untouched))
            {
                run.Sent.ShouldContain((SearchRun.Child(untouched), EventNames.Finish));
                run.EndChild(SearchRun.Child(untouched), new EvaluationEnd(untouched, IsTrained: false, IsStopped: true));
            }
        }

        await ended;
        spent.ShouldBe(limit + ((workers - 1) * seconds), "what the other workers had begun, and no more");
        run.Sent.ShouldAllBe(sent => sent.EventName == EventNames.Finish, "nothing that was paid for is thrown away");
        run.InputsOf<EndSearchInput>(FunctionNames.EndSearch).ShouldHaveSingleItem().Reason.ShouldBe(StopReason.BudgetGpuSeconds);
        run.Timers.ShouldAllBe(timer => !timer.IsOpen);
    }

    [Fact]
    public async Task Generation_LaterRungThatIsNotCoveredForAll_BeginsAsManyAsAreAndDecidesNoMore()
    {
        var run = Run(candidates: 4, new GpuAllowance(20, 0, 0), [1, 2, 6], rungs: 3)
            .On<PromoteCandidatesInput>(FunctionNames.PromoteCandidates, _ => new[] { 0, 2, 3 });
        var ended = run.Start(SearchOrchestrator.RunAsync);

        // 12 of 20 seconds for 4 epochs: 8 are left for two of the three that would take 6 each.
        for (var index = 0; index < 4; index++)
        {
            run.EndChild(SearchRun.Child(index), new EvaluationEnd(index, IsTrained: true, GpuSeconds: 2, Epochs: 1));
        }

        IsFinishing(run, 0, 2, 3).ShouldBe([false, false, false], "2 seconds an epoch: 12 for all three");
        run.EndChild(SearchRun.Child(0, rung: 2), new EvaluationEnd(0, IsTrained: true, GpuSeconds: 6, Epochs: 3));
        run.EndChild(SearchRun.Child(2, rung: 2), new EvaluationEnd(2, IsTrained: true, GpuSeconds: 6, Epochs: 3));
        run.Sent.ShouldBeEmpty();
        run.EndChild(SearchRun.Child(3, rung: 2), new EvaluationEnd(3, IsTrained: true, GpuSeconds: 6, Epochs: 3));

        await ended;
        run.InputsOf<PromoteCandidatesInput>(FunctionNames.PromoteCandidates).ShouldHaveSingleItem();
        run.Calls.ShouldContain(call => call.Name == FunctionNames.MergeFront);
    }

    [Fact]
    public async Task Generation_RungThatIsCoveredForSome_TellsTheOthersToBeginNoTraining()
    {
        var run = Run(candidates: 3, new GpuAllowance(19, 0, 0), [1, 3], rungs: 2)
            .On<PromoteCandidatesInput>(FunctionNames.PromoteCandidates, _ => new[] { 0, 1, 2 });
        var ended = run.Start(SearchOrchestrator.RunAsync);
        for (var index = 0; index < 3; index++)
        {
            run.EndChild(SearchRun.Child(index), new EvaluationEnd(index, IsTrained: true, GpuSeconds: 2, Epochs: 1));
        }

        IsFinishing(run, 0, 1, 2).ShouldBe([false, false, true], "13 seconds are left, and each takes 6");
        for (var index = 0; index < 3; index++)
        {
            run.EndChild(SearchRun.Child(index, rung: 2), new EvaluationEnd(index, index < 2, IsStopped: index == 2, null, GpuSeconds: index < 2 ? 8 : 2, Epochs: index < 2 ? 4 : 1));
        }

        await ended;
    }

    [Fact]
    public async Task Generation_GpuSecondsWereAdded_GoesOnWithThem()
    {
        var run = Run(candidates: 3, new GpuAllowance(10, 0, 0), [Epochs], added: 90);
        run.On<MergeFrontInput>(FunctionNames.MergeFront, _ => new MergedGeneration(null, new GpuAllowance(100, 45, 9)));
        var ended = run.Start(SearchOrchestrator.RunAsync);

        for (var index = 0; index < 3; index++)
        {
            run.EndChild(SearchRun.Child(index), new EvaluationEnd(index, IsTrained: true, GpuSeconds: 15, Epochs: Epochs));
        }

        await ended;
        run.Sent.ShouldBeEmpty();
        run.NextInput.ShouldBeOfType<SearchState>().Plan.ShouldNotBeNull().Gpu.ShouldBe(new GpuAllowance(100, 45, 9));
    }

    [Fact]
    public async Task Cancel_WhileTheLastOnesFinish_StopsThem()
    {
        var run = Run(candidates: 3, new GpuAllowance(10, 0, 0), [Epochs]);
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
        var run = Run(candidates: 2, new GpuAllowance(10, 0, 0), [Epochs]);
        run.On<PaceSearchInput>(FunctionNames.PaceSearch, _ => new SearchPacing(isPaused, null, new GpuAllowance(10, 0, 0)));
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

    static IEnumerable<bool> IsFinishing(FakeOrchestration run, params int[] indices) =>
        indices.Select(index => ((WorkInput)run.ChildInputs[SearchRun.Child(index, rung: 2)]!).IsFinishing);

    static FakeOrchestration Run(int candidates, GpuAllowance gpu, int[] rungEpochs, int rungs = 1, double added = 0)
    {
        var plan = new SearchPlan(Start, null, new JobRetryOptions(TimeSpan.FromMinutes(15), 3), Rungs: rungs, Gpu: gpu, RungEpochs: rungEpochs);
        return SearchRun.Of(candidates, turn: new SearchState(SearchRun.SearchId, Start, Plan: plan), stopReason: StopReason.BudgetGpuSeconds, rungs: rungs)
            .On<PaceSearchInput>(FunctionNames.PaceSearch, _ => new SearchPacing(IsPaused: false, null, gpu with { Limit = gpu.Limit + added }))
            .On<SelectForTestingInput>(FunctionNames.SelectForTesting, _ => Array.Empty<FrontTest>());
    }
}
