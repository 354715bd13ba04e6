using Serverless.Domain.Jobs;
using Serverless.Functions.Activities;
using Serverless.Functions.Orchestrations;

namespace Serverless.Functions.Tests.Orchestrations;

public sealed class FitOrchestratorTests
{
    const string Surrogate = "s0123456789abcdef0123-g2";

    [Fact]
    public async Task Fit_JobCompletes_QueuesAFitAndEnds()
    {
        var run = Of(new JobAnswer(JobStatus.Completed, "surrogates/x/y.onnx"));

        var ended = run.Start(FitOrchestrator.RunAsync);
        run.Raise("job-1", "");

        await ended;
        run.InputsOf<JobOrder>(FunctionNames.QueueJob).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            order => order.Kind.ShouldBe(JobKind.Fit),
            order => order.Surrogate.ShouldBe(Surrogate));
        run.Calls.ShouldNotContain(call => call.Name == FunctionNames.GiveUpFit);
    }

    [Fact]
    public async Task Fit_EveryAttemptFails_GivesUpAndSaysWhy()
    {
        var run = Of(new JobAnswer(JobStatus.Failed, Error: "The fit failed: the loss is no number."));

        var ended = run.Start(FitOrchestrator.RunAsync);
        run.Raise("job-1", "");
        run.Raise("job-2", "");

        await ended;
        var end = run.InputsOf<GiveUpFitInput>(FunctionNames.GiveUpFit).ShouldHaveSingleItem();
        (end.SurrogateId, end.End.Kind, end.End.Attempt, end.End.Error).ShouldBe(
            (Surrogate, JobEndKind.GaveUp, 2, "The fit failed: the loss is no number."));
    }

    static FakeOrchestration Of(JobAnswer answer) =>
        new FakeOrchestration(FitOrchestrator.InstanceId(Surrogate), new FitInput(Surrogate, "s0123456789abcdef0123", new JobTerms(TimeSpan.FromMinutes(15), 2)))
            .On<JobOrder>(FunctionNames.QueueJob, order => $"job-{order.Attempt}")
            .On<string>(FunctionNames.CheckJob, _ => answer)
            .On<GiveUpFitInput>(FunctionNames.GiveUpFit, _ => null);
}
