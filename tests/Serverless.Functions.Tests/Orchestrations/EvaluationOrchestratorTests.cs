using Serverless.Application.Jobs;
using Serverless.Core.Jobs;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

public sealed class EvaluationOrchestratorTests
{
    const string Model = "jobs/train/model.onnx";

    static readonly JobAnswer Trained = new(JobStatus.Completed, Model);

    [Fact]
    public async Task Evaluation_TrainedBefore_TakesOneActivityAndQueuesNothing()
    {
        var (run, work) = Begin(new EvaluationPlan(FakeWork.Candidate, IsCached: true, Model, []));

        await run.Start(EvaluationOrchestrator.RunAsync);

        work.Queued.ShouldBeEmpty();
        work.Concluded.ShouldHaveSingleItem().Steps.ShouldBeEmpty();
        run.Calls.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Evaluation_TrainedBeforeButNotOnThisDevice_IsMeasuredWithItsOldNetwork()
    {
        var (run, work) = Begin(new EvaluationPlan(FakeWork.Candidate, IsCached: true, Model, ["local-cpu"]));

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        work.Finish(run, "Measurelocal-cpu-1");

        await ended;
        work.Queued.ShouldBe([("Measurelocal-cpu-1", Model)]);
        work.Concluded.ShouldHaveSingleItem().Steps.ShouldHaveSingleItem().End.ShouldBe(new JobEnd(JobEndKind.Completed, 1));
    }

    [Fact]
    public async Task Evaluation_TrainedAndMeasured_RecordsBothInThreeActivities()
    {
        var (run, work) = Begin(Unknown);

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        work.Finish(run, "Train-1", Trained);
        work.Finish(run, "Measurelocal-cpu-1");

        await ended;
        work.Training.ShouldBe(new JobEnd(JobEndKind.Completed, 1, Model));
        work.Queued.ShouldBe([("Train-1", null), ("Measurelocal-cpu-1", Model)]);
        run.Calls.Count.ShouldBe(3);
        run.Timers.ShouldAllBe(timer => !timer.IsOpen);
    }

    [Fact]
    public async Task Training_FailsEveryTime_IsGivenUpAfterThreeAttemptsAndNotMeasured()
    {
        var (run, work) = Begin(Unknown);

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        work.Finish(run, "Train-1", new JobAnswer(JobStatus.Failed, Error: "first"));
        work.Finish(run, "Train-2", new JobAnswer(JobStatus.Failed, Error: "second"));
        work.Finish(run, "Train-3", new JobAnswer(JobStatus.Failed, Error: "third"));

        await ended;
        work.Training.ShouldBe(new JobEnd(JobEndKind.GaveUp, 3, Error: "third"));
        work.Concluded[0].Steps.ShouldContain(step => step.Kind == JobKind.Measure && step.End == null);
    }

    [Fact]
    public async Task Training_FailsForGood_IsGivenUpAtOnce()
    {
        var (run, work) = Begin(Unknown);

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        work.Finish(run, "Train-1", new JobAnswer(JobStatus.Failed, Error: "bad input", IsFinal: true));

        await ended;
        work.Training.ShouldBe(new JobEnd(JobEndKind.GaveUp, 1, Error: "bad input"));
        work.Queued.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Training_LongInTheQueue_IsWaitedForWithoutAnotherAttempt()
    {
        var (run, work) = Begin(Deviceless);

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.FireTimer();
        run.FireTimer();
        work.Finish(run, "Train-1", Trained);

        await ended;
        work.Queued.ShouldHaveSingleItem();
        work.Training.ShouldBe(new JobEnd(JobEndKind.Completed, 1, Model));
    }

    [Fact]
    public async Task Training_ItsEventLost_IsFoundByItsResult()
    {
        var (run, work) = Begin(Deviceless);

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        work.Finish("Train-1", Trained);
        run.FireTimer();

        await ended;
        work.Training.ShouldBe(new JobEnd(JobEndKind.Completed, 1, Model));
    }

    [Fact]
    public async Task Training_EventWithoutResult_IsWaitedForOn()
    {
        var (run, work) = Begin(Deviceless);

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise("Train-1", "forged");
        ended.IsCompleted.ShouldBeFalse();
        work.Finish(run, "Train-1", Trained);

        await ended;
        work.Queued.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Training_Lost_IsWithdrawnAndTriedAgain()
    {
        var (run, work) = Begin(Deviceless);

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        work.Unfinished = new JobAnswer(JobStatus.Lost, Error: "lost");
        run.FireTimer();
        work.Finish(run, "Train-2", Trained);

        await ended;
        work.Withdrawn.ShouldBe(["Train-1"]);
        work.Training.ShouldBe(new JobEnd(JobEndKind.Completed, 2, Model));
    }

    [Fact]
    public async Task Stop_WhileTraining_WithdrawsTheJobAndRecordsWhyInOneActivity()
    {
        var (run, work) = Begin(Unknown);
        work.Unfinished = new JobAnswer(JobStatus.Running);

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise(EventNames.Stop, "cancelled");

        await ended;
        work.Withdrawn.ShouldBe(["Train-1"]);
        work.Training.Kind.ShouldBe(JobEndKind.Stopped);
        run.Calls.Count.ShouldBe(2);
        run.Timers.ShouldAllBe(timer => !timer.IsOpen);
    }

    [Fact]
    public async Task Stop_BeforeTheFirstJob_QueuesNothing()
    {
        var (run, work) = Begin(Unknown);
        run.Raise(EventNames.Stop, "cancelled");

        await run.Start(EvaluationOrchestrator.RunAsync);

        work.Queued.ShouldBeEmpty();
        work.Training.Attempt.ShouldBe(0);
    }

    static EvaluationPlan Unknown => new(FakeWork.Candidate, IsCached: false, null, ["local-cpu"]);

    static EvaluationPlan Deviceless => new(FakeWork.Candidate, IsCached: false, null, []);

    static (FakeOrchestration Run, FakeWork Work) Begin(EvaluationPlan plan)
    {
        var fake = new FakeWork(work => WorkSteps.Begin(work, plan));
        var evaluation = new Work(WorkKind.Evaluation, "s1", new JobRetryOptions(TimeSpan.FromMinutes(15), 3), 2, 5);
        return (fake.Run("s1-g2-c5", evaluation), fake);
    }
}
