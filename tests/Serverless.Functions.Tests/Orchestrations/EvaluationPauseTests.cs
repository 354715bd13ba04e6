using Serverless.Application.Jobs;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>Evaluations whose search pauses.</summary>
public sealed class EvaluationPauseTests
{
    static readonly JobAnswer Trained = new(JobStatus.Completed, "jobs/train/model.onnx");

    readonly FakeWork _work = new(work => WorkSteps.Begin(work, new EvaluationPlan(FakeWork.Candidate, IsCached: false, null, ["cpu"])));

    [Fact]
    public async Task Pause_JobInTheQueue_IsTakenBackAndAskedForAgainOnResume()
    {
        var run = Run();

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise(EventNames.Pause, "");
        run.Timers.ShouldAllBe(timer => !timer.IsOpen);
        Queued.ShouldBe(["Train-1"]);
        _work.Withdrawn.ShouldBe(["Train-1"]);
        run.Raise(EventNames.Resume, "");
        Queued.ShouldBe(["Train-1", "Train-2"]);
        _work.Finish(run, "Train-2", Trained);
        _work.Finish(run, "Measurecpu-1");

        await ended;
        _work.Training.ShouldBe(new JobEnd(JobEndKind.Completed, 2, "jobs/train/model.onnx"));
    }

    [Fact]
    public async Task Pause_ToldTwiceByAnActivityThatWasRepeated_IsOverWithTheResume()
    {
        var run = Run();

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise(EventNames.Pause, 1L);
        run.Raise(EventNames.Pause, 1L);
        run.Raise(EventNames.Resume, 2L);
        run.Raise(EventNames.Resume, 2L);
        Queued.ShouldBe(["Train-1", "Train-2"]);
        run.Raise(EventNames.Pause, 3L);
        _work.Withdrawn.ShouldBe(["Train-1", "Train-2"], "the second resume is over too");
        run.Raise(EventNames.Resume, 4L);
        _work.Finish(run, "Train-3", Trained);
        _work.Finish(run, "Measurecpu-1");

        await ended;
    }

    [Fact]
    public async Task Pause_JobRuns_ItDrainsAndTheNextOneWaits()
    {
        _work.Unfinished = new JobAnswer(JobStatus.Running);
        var run = Run();

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise(EventNames.Pause, "");
        _work.Withdrawn.ShouldBeEmpty();
        _work.Finish(run, "Train-1", Trained);
        Queued.ShouldBe(["Train-1"]);
        run.Raise(EventNames.Resume, "");
        Queued.ShouldBe(["Train-1", "Measurecpu-1"]);
        _work.Finish(run, "Measurecpu-1");

        await ended;
        _work.Concluded.ShouldHaveSingleItem().Steps.ShouldAllBe(step => step.End!.Kind == JobEndKind.Completed);
    }

    [Fact]
    public async Task Pause_LastJobRuns_IsRecordedWhilePaused()
    {
        _work.Unfinished = new JobAnswer(JobStatus.Running);
        var run = Run();

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        _work.Finish(run, "Train-1", Trained);
        run.Raise(EventNames.Pause, "");
        _work.Finish(run, "Measurecpu-1");

        await ended;
        _work.Concluded.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Resume_JobHasRunOn_IsWaitedForWithoutALook()
    {
        _work.Unfinished = new JobAnswer(JobStatus.Running);
        var run = Run();

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise(EventNames.Pause, "");
        var looks = run.Calls.Count;
        run.Raise(EventNames.Resume, "");
        run.Calls.Count.ShouldBe(looks);
        _work.Finish(run, "Train-1", Trained);
        _work.Finish(run, "Measurecpu-1");

        await ended;
    }

    [Fact]
    public async Task Pause_Repeated_UsesNoAttemptUp()
    {
        var run = Run(maximumAttempts: 1);

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        for (var times = 0; times < 3; times++)
        {
            run.Raise(EventNames.Pause, "");
            run.Raise(EventNames.Resume, "");
        }

        _work.Finish(run, "Train-4", Trained);
        _work.Finish(run, "Measurecpu-1");

        await ended;
        _work.Training.Kind.ShouldBe(JobEndKind.Completed);
    }

    [Fact]
    public async Task Stop_WhilePaused_EndsWithoutAnotherJob()
    {
        var run = Run();

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise(EventNames.Pause, "");
        run.Raise(EventNames.Stop, "");

        await ended;
        Queued.ShouldBe(["Train-1"]);
        _work.Training.Kind.ShouldBe(JobEndKind.Stopped);
    }

    [Fact]
    public async Task Finish_JobInTheQueue_IsTakenBackAndNotAskedForAgain()
    {
        var run = Run();

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise(EventNames.Finish, "");

        await ended;
        _work.Withdrawn.ShouldBe(["Train-1"]);
        _work.Training.Kind.ShouldBe(JobEndKind.Stopped);
        Queued.ShouldBe(["Train-1"]);
    }

    [Fact]
    public async Task Finish_JobRuns_ItEndsAndItsNetworkIsMeasured()
    {
        _work.Unfinished = new JobAnswer(JobStatus.Running);
        var run = Run();

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise(EventNames.Finish, "");
        var looks = run.Calls.Count;
        run.Raise(EventNames.Finish, "");
        run.Calls.Count.ShouldBe(looks, "it knows");
        _work.Withdrawn.ShouldBeEmpty();
        _work.Finish(run, "Train-1", Trained);
        _work.Finish(run, "Measurecpu-1");

        await ended;
        _work.Concluded.ShouldHaveSingleItem().Steps.ShouldAllBe(step => step.End!.Kind == JobEndKind.Completed);
    }

    [Fact]
    public async Task Finish_BeforeItBegan_TrainsNothing()
    {
        var work = new Work(WorkKind.Evaluation, "s1", new JobRetryOptions(TimeSpan.FromMinutes(15), 3), 2, 5);
        var run = _work.Run("s1-g2-c5", new WorkInput(work, IsFinishing: true));

        await run.Start(EvaluationOrchestrator.RunAsync);

        Queued.ShouldBeEmpty();
        _work.Training.ShouldBe(new JobEnd(JobEndKind.Stopped, 0, Error: "The remaining GPU seconds or cost did not cover it."));
    }

    IEnumerable<string> Queued => _work.Queued.Select(job => job.Id);

    FakeOrchestration Run(int maximumAttempts = 3) => _work.Run(
        "s1-g2-c5", new Work(WorkKind.Evaluation, "s1", new JobRetryOptions(TimeSpan.FromMinutes(15), maximumAttempts), 2, 5));
}
