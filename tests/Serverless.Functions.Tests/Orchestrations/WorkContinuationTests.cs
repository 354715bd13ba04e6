using Serverless.Application.Jobs;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>Work that waits so long that another execution continues it.</summary>
public sealed class WorkContinuationTests
{
    static readonly JobAnswer Trained = new(JobStatus.Completed, "jobs/train/model.onnx");

    static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    readonly FakeWork _work = new(work => WorkSteps.Begin(work, new EvaluationPlan(FakeWork.Candidate, IsCached: false, null, [])));

    [Fact]
    public async Task Wait_ForHours_KeepsTheHistoryShortAndTheJob()
    {
        var run = Run();
        for (var executions = 0; executions < 3; executions++)
        {
            var calls = run.Calls.Count;
            await WaitOutAsync(run);
            (run.Calls.Count - calls).ShouldBeLessThanOrEqualTo(WorkRun.RoundsPerExecution);
        }

        var ended = run.Continue(EvaluationOrchestrator.RunAsync);
        _work.Finish(run, "Train-1", Trained);

        await ended;
        run.NextInput.ShouldBeNull();
        _work.Queued.ShouldBe([("Train-1", null)]);
        _work.Training.ShouldBe(new JobEnd(JobEndKind.Completed, 1, Trained.ModelBlob));
    }

    [Fact]
    public void Event_Lost_IsMadeUpForByLooksThatBecomeRarer()
    {
        var run = Run();
        _ = run.Start(EvaluationOrchestrator.RunAsync);
        var (started, looks) = (run.CurrentUtcDateTime, new List<double>());
        for (var look = 0; look < 4; look++)
        {
            run.FireTimer();
            looks.Add((run.CurrentUtcDateTime - started).TotalSeconds);
        }

        looks.ShouldBe([30, 60, 120, 240]);
    }

    [Fact]
    public void Looks_OfAJobThatWaitsForLong_AreNeverFurtherApartThanItsPatience()
    {
        var run = Run();
        _ = run.Start(EvaluationOrchestrator.RunAsync);
        DateTime before;
        do
        {
            before = run.CurrentUtcDateTime;
            run.FireTimer();
            (run.CurrentUtcDateTime - before).ShouldBeLessThanOrEqualTo(Patience);
        }
        while (run.NextInput is null);

        _ = run.Continue(EvaluationOrchestrator.RunAsync);
        before = run.CurrentUtcDateTime;
        run.FireTimer();
        (run.CurrentUtcDateTime - before).ShouldBe(Patience, "the next execution knows how long was waited");
    }

    [Fact]
    public async Task Result_ComesWithTheTurnThatContinues_IsNotLost()
    {
        var run = Run();
        await WaitOutAsync(run);
        _work.Finish(run, "Train-1", Trained);

        await EndedAsync(run.Continue(EvaluationOrchestrator.RunAsync));

        _work.Training.Kind.ShouldBe(JobEndKind.Completed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Stop_ComesWithTheTurnThatContinues_IsNotLost(bool duringTheLastLook)
    {
        var run = Run();
        if (duringTheLastLook)
        {
            _work.Answering = () => RaiseAtTheLastLook(run, EventNames.Stop);
        }

        await WaitOutAsync(run);
        if (!duringTheLastLook)
        {
            run.Raise(EventNames.Stop, "");
        }

        await EndedAsync(run.Continue(EvaluationOrchestrator.RunAsync));

        _work.Training.Kind.ShouldBe(JobEndKind.Stopped);
        _work.Withdrawn.ShouldBe(["Train-1"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Pause_ComesWithTheTurnThatContinues_IsNotLost(bool duringTheLastLook)
    {
        var run = Run();
        if (duringTheLastLook)
        {
            _work.Answering = () => RaiseAtTheLastLook(run, EventNames.Pause);
        }

        await WaitOutAsync(run);
        if (!duringTheLastLook)
        {
            run.Raise(EventNames.Pause, "");
        }

        var ended = run.Continue(EvaluationOrchestrator.RunAsync);
        _work.Withdrawn.ShouldBe(["Train-1"]);
        run.Raise(EventNames.Resume, "");
        _work.Finish(run, "Train-2", Trained);
        await EndedAsync(ended);
        _work.Training.Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task Paused_WhileAJobRunsOn_StaysSoOverExecutionsUntilResumed()
    {
        _work.Unfinished = new JobAnswer(JobStatus.Running);
        var run = Run();
        await WaitOutAsync(run, () => run.Raise(EventNames.Pause, ""));
        run.NextInput.ShouldBeOfType<WorkInput>().IsPaused.ShouldBeTrue();

        var ended = run.Continue(EvaluationOrchestrator.RunAsync);
        _work.Finish(run, "Train-1", new JobAnswer(JobStatus.Failed, Error: "once"));
        _work.Queued.Count.ShouldBe(1, "nothing new is queued while the search is paused");
        run.Raise(EventNames.Resume, "");
        _work.Queued.Count.ShouldBe(2);
        _work.Finish(run, "Train-2", Trained);

        await ended;
        _work.Training.Kind.ShouldBe(JobEndKind.Completed);
    }

    // What was lost would be waited for without end.
    static Task EndedAsync(Task execution)
    {
        execution.IsCompleted.ShouldBeTrue();
        return execution;
    }

    static void RaiseAtTheLastLook(FakeOrchestration run, string name)
    {
        if (run.Calls.Count == WorkRun.RoundsPerExecution)
        {
            run.Raise(name, "");
        }
    }

    /// <summary>Lets an execution wait until it continues as new.</summary>
    static async Task WaitOutAsync(FakeOrchestration run, Action? first = null)
    {
        var ended = run.NextInput is null ? run.Start(EvaluationOrchestrator.RunAsync) : run.Continue(EvaluationOrchestrator.RunAsync);
        first?.Invoke();
        while (!ended.IsCompleted)
        {
            run.FireTimer();
        }

        await ended;
        run.NextInput.ShouldNotBeNull();
    }

    FakeOrchestration Run() => _work.Run(
        "s1-g2-c5", new Work(WorkKind.Evaluation, "s1", new JobRetryOptions(Patience, 3), 2, 5));
}
