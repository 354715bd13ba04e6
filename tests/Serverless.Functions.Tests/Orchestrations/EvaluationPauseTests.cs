using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

/// <summary>Evaluations whose search pauses.</summary>
public sealed class EvaluationPauseTests
{
    readonly Queue<JobAnswer> _answers = new([new JobAnswer(JobStatus.Completed, "jobs/train/model.onnx"), new JobAnswer(JobStatus.Completed)]);

    JobStatus _parking = JobStatus.Parked;

    [Fact]
    public async Task Pause_JobInTheQueue_IsTakenBackAndAskedForAgainOnResume()
    {
        var run = Run();

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise(EventNames.Pause, "");
        run.Timers.ShouldAllBe(timer => !timer.IsOpen);
        Queued(run).ShouldBe(["Train-1"]);
        run.Raise(EventNames.Resume, "");
        Queued(run).ShouldBe(["Train-1", "Train-2"]);
        run.Raise("Train-2", "done");
        run.Raise("Measure-1", "done");

        await ended;
        Recorded(run).Training.ShouldBe(new JobEnd(JobEndKind.Completed, 2, "jobs/train/model.onnx"));
    }

    [Fact]
    public async Task Pause_JobRuns_ItDrainsAndTheNextOneWaits()
    {
        _parking = JobStatus.Open;
        var run = Run();

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise(EventNames.Pause, "");
        run.Raise("Train-1", "done");
        Queued(run).ShouldBe(["Train-1"]);
        run.Raise(EventNames.Resume, "");
        Queued(run).ShouldBe(["Train-1", "Measure-1"]);
        run.Raise("Measure-1", "done");

        await ended;
        Recorded(run).Measurements.ShouldHaveSingleItem();
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

        run.Raise("Train-4", "done");
        run.Raise("Measure-1", "done");

        await ended;
        Recorded(run).Training.ShouldNotBeNull().Kind.ShouldBe(JobEndKind.Completed);
    }

    [Fact]
    public async Task Stop_WhilePaused_EndsWithoutAnotherJob()
    {
        var run = Run();

        var ended = run.Start(EvaluationOrchestrator.RunAsync);
        run.Raise(EventNames.Pause, "");
        run.Raise(EventNames.Stop, "");

        await ended;
        Queued(run).ShouldBe(["Train-1"]);
        Recorded(run).Training.ShouldNotBeNull().Kind.ShouldBe(JobEndKind.Stopped);
    }

    static IEnumerable<string> Queued(FakeOrchestration run) =>
        run.InputsOf<JobOrder>(FunctionNames.QueueJob).Select(order => $"{order.Kind}-{order.Attempt}");

    static RecordEvaluationInput Recorded(FakeOrchestration run) =>
        run.InputsOf<RecordEvaluationInput>(FunctionNames.RecordEvaluation).ShouldHaveSingleItem();

    FakeOrchestration Run(int maximumAttempts = 3) =>
        new FakeOrchestration("s1-g2-c5", new EvaluationInput("s1", 2, 5, new JobTerms(TimeSpan.FromMinutes(15), maximumAttempts)))
            .On<EvaluationInput>(FunctionNames.PrepareEvaluation, _ => new EvaluationPlan(IsCached: false, null, ["local-cpu"]))
            .On<JobOrder>(FunctionNames.QueueJob, order => $"{order.Kind}-{order.Attempt}")
            .On<string>(FunctionNames.ParkJob, _ => new JobAnswer(_parking))
            .On<string>(FunctionNames.CheckJob, _ => _answers.Dequeue())
            .On<WithdrawJobInput>(FunctionNames.WithdrawJob, _ => null)
            .On<RecordEvaluationInput>(FunctionNames.RecordEvaluation, record => new EvaluationEnd(record.Index, record.Training is not null));
}
