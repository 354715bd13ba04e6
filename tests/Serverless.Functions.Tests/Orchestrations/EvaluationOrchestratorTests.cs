using Serverless.Domain.Jobs;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

public sealed class EvaluationOrchestratorTests
{
    const string Model = "jobs/train/model.onnx";

    static readonly EvaluationInput Input = new("s1", 2, 5, new JobTerms(TimeSpan.FromMinutes(15), 3));

    readonly Queue<JobAnswer> _answers = new();

    [Fact]
    public async Task Evaluation_TrainedBefore_QueuesNothing()
    {
        var run = Run(new EvaluationPlan(IsCached: true, Model, []));

        await run.Start(EvaluationOrchestrator.RunAsync);

        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.QueueJob);
        Recorded(run).Training.ShouldBeNull();
    }

    [Fact]
    public async Task Evaluation_TrainedBeforeButNotOnThisDevice_IsMeasuredWithItsOldNetwork()
    {
        var run = Run(new EvaluationPlan(IsCached: true, Model, ["local-cpu"]), new JobAnswer(JobStatus.Completed));

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise("measure-local-cpu-1", "done");

        await ended;
        run.InputsOf<JobOrder>(FunctionNames.QueueJob).ShouldHaveSingleItem().ModelBlob.ShouldBe(Model);
        Recorded(run).Measurements.ShouldHaveSingleItem().End.ShouldBe(new JobEnd(JobEndKind.Completed, 1));
    }

    [Fact]
    public async Task Evaluation_TrainedAndMeasured_RecordsBoth()
    {
        var run = Run(Unknown, new JobAnswer(JobStatus.Completed, Model), new JobAnswer(JobStatus.Completed));

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise("train-1", "done");
        run.Raise("measure-local-cpu-1", "done");

        await ended;
        Recorded(run).Training.ShouldBe(new JobEnd(JobEndKind.Completed, 1, Model));
        run.InputsOf<JobOrder>(FunctionNames.QueueJob).Select(order => (order.Kind, order.ModelBlob))
            .ShouldBe([(JobKind.Train, null), (JobKind.Measure, Model)]);
        run.Timers.ShouldAllBe(timer => !timer.IsOpen);
    }

    [Fact]
    public async Task Training_FailsEveryTime_IsGivenUpAfterThreeAttemptsAndNotMeasured()
    {
        var run = Run(
            Unknown,
            new JobAnswer(JobStatus.Failed, Error: "first"),
            new JobAnswer(JobStatus.Failed, Error: "second"),
            new JobAnswer(JobStatus.Failed, Error: "third"));

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise("train-1", "done");
        run.Raise("train-2", "done");
        run.Raise("train-3", "done");

        await ended;
        Recorded(run).Training.ShouldBe(new JobEnd(JobEndKind.GaveUp, 3, Error: "third"));
        Recorded(run).Measurements.ShouldBeEmpty();
    }

    [Fact]
    public async Task Training_FailsForGood_IsGivenUpAtOnce()
    {
        var run = Run(Unknown, new JobAnswer(JobStatus.Failed, Error: "bad input", IsFinal: true));

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise("train-1", "done");

        await ended;
        Recorded(run).Training.ShouldBe(new JobEnd(JobEndKind.GaveUp, 1, Error: "bad input"));
        run.InputsOf<JobOrder>(FunctionNames.QueueJob).ShouldHaveSingleItem().MaximumAttempts.ShouldBe(3);
    }

    [Fact]
    public async Task Training_LongInTheQueue_IsWaitedForWithoutAnotherAttempt()
    {
        var run = Run(
            Cpuless, new JobAnswer(JobStatus.Open), new JobAnswer(JobStatus.Open), new JobAnswer(JobStatus.Completed, Model));

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.FireTimer();
        run.FireTimer();
        run.Raise("train-1", "done");

        await ended;
        run.InputsOf<JobOrder>(FunctionNames.QueueJob).ShouldHaveSingleItem();
        Recorded(run).Training.ShouldBe(new JobEnd(JobEndKind.Completed, 1, Model));
    }

    [Fact]
    public async Task Training_ItsEventLost_IsFoundByItsResult()
    {
        var run = Run(Cpuless, new JobAnswer(JobStatus.Completed, Model));

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.FireTimer();

        await ended;
        Recorded(run).Training.ShouldBe(new JobEnd(JobEndKind.Completed, 1, Model));
    }

    [Fact]
    public async Task Training_EventWithoutResult_IsWaitedForOn()
    {
        var run = Run(Cpuless, new JobAnswer(JobStatus.Open), new JobAnswer(JobStatus.Completed, Model));

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise("train-1", "forged");
        ended.IsCompleted.ShouldBeFalse();
        run.Raise("train-1", "done");

        await ended;
        run.InputsOf<JobOrder>(FunctionNames.QueueJob).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Training_Lost_IsWithdrawnAndTriedAgain()
    {
        var run = Run(Cpuless, new JobAnswer(JobStatus.Lost, Error: "lost"), new JobAnswer(JobStatus.Completed, Model));

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.FireTimer();
        run.Raise("train-2", "done");

        await ended;
        run.InputsOf<WithdrawJobInput>(FunctionNames.WithdrawJob).ShouldHaveSingleItem().JobId.ShouldBe("train-1");
        Recorded(run).Training.ShouldBe(new JobEnd(JobEndKind.Completed, 2, Model));
    }

    [Fact]
    public async Task Stop_WhileTraining_WithdrawsTheJobAndRecordsWhy()
    {
        var run = Run(Unknown);

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise(EventNames.Stop, "cancelled");

        await ended;
        run.InputsOf<WithdrawJobInput>(FunctionNames.WithdrawJob).ShouldHaveSingleItem().JobId.ShouldBe("train-1");
        Recorded(run).Training.ShouldNotBeNull().Kind.ShouldBe(JobEndKind.Stopped);
        run.Timers.ShouldAllBe(timer => !timer.IsOpen);
    }

    [Fact]
    public async Task Stop_BeforeTheFirstJob_QueuesNothing()
    {
        var run = Run(Unknown);
        run.Raise(EventNames.Stop, "cancelled");

        await run.Start(EvaluationOrchestrator.RunAsync);

        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.QueueJob);
        Recorded(run).Training.ShouldNotBeNull().Attempt.ShouldBe(0);
    }

    static EvaluationPlan Unknown => new(IsCached: false, null, ["local-cpu"]);

    static EvaluationPlan Cpuless => new(IsCached: false, null, []);

    static RecordEvaluationInput Recorded(FakeOrchestration run) =>
        run.InputsOf<RecordEvaluationInput>(FunctionNames.RecordEvaluation).ShouldHaveSingleItem();

    FakeOrchestration Run(EvaluationPlan plan, params JobAnswer[] answers)
    {
        foreach (var answer in answers)
        {
            _answers.Enqueue(answer);
        }

        return new FakeOrchestration("s1-g2-c5", Input)
            .On<EvaluationInput>(FunctionNames.PrepareEvaluation, _ => plan)
            .On<JobOrder>(FunctionNames.QueueJob, order =>
                order.Kind == JobKind.Train ? $"train-{order.Attempt}" : $"measure-{order.Device}-{order.Attempt}")
            .On<string>(FunctionNames.CheckJob, _ => _answers.Dequeue())
            .On<WithdrawJobInput>(FunctionNames.WithdrawJob, _ => null)
            .On<RecordEvaluationInput>(
                FunctionNames.RecordEvaluation, record => new EvaluationEnd(record.Index, record.Training is not null));
    }
}
