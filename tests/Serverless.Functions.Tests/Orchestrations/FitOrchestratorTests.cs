using Serverless.Application.Jobs;
using Serverless.Core.Jobs;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

public sealed class FitOrchestratorTests
{
    const string Surrogate = "s0123456789abcdef0123-g2";

    readonly FakeWork _work = new(work => WorkSteps.Begin(work, JobKind.Fit));

    [Fact]
    public async Task Fit_JobCompletes_TakesTwoActivities()
    {
        var run = Run();

        var ended = run.Start(FitOrchestrator.RunAsync);
        _work.Finish(run, "Fit-1", new JobAnswer(JobStatus.Completed, "surrogates/x/y.onnx"));

        await ended;
        _work.Queued.ShouldBe([("Fit-1", null)]);
        _work.Concluded.ShouldHaveSingleItem().Steps[0].End!.Kind.ShouldBe(JobEndKind.Completed);
        run.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Fit_EveryAttemptFails_GivesUpAndSaysWhy()
    {
        var run = Run();
        var failed = new JobAnswer(JobStatus.Failed, Error: "The fit failed: the loss is no number.");

        var ended = run.Start(FitOrchestrator.RunAsync);
        _work.Finish(run, "Fit-1", failed);
        _work.Finish(run, "Fit-2", failed);

        await ended;
        _work.Concluded.ShouldHaveSingleItem().Steps[0].End.ShouldBe(new JobEnd(JobEndKind.GaveUp, 2, Error: failed.Error));
    }

    FakeOrchestration Run() => _work.Run(
        FitOrchestrator.InstanceId(Surrogate),
        new Work(WorkKind.Fit, "s0123456789abcdef0123", new JobRetryOptions(TimeSpan.FromMinutes(15), 2), Surrogate: Surrogate));
}
