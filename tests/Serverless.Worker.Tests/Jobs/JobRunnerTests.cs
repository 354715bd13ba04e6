using Serverless.Core.Jobs;
using Serverless.Testing;
using Serverless.Worker.Jobs;

namespace Serverless.Worker.Tests.Jobs;

public sealed class JobRunnerTests(AzuriteFixture azurite) : WorkerTests(azurite)
{
    [Fact]
    public async Task Job_WhoseHandlerThrows_FailsInOneLineAndTheWorkerGoesOn()
    {
        var failing = new ScriptedHandler((job, _) => throw new InvalidOperationException("out of luck\n   at Native.Frame()"));
        var jobs = new[] { await Jobs.QueueAsync(TestJobs.New()), await Jobs.QueueAsync(TestJobs.New()) };

        await using var worker = await StartAsync(failing);

        foreach (var job in jobs)
        {
            var result = await Jobs.ResultAsync(job);
            result.Outcome.ShouldBe(JobOutcome.Failed);
            (result.Error, result.IsFinal).ShouldBe(("The worker failed with InvalidOperationException: out of luck", false));
        }
    }

    [Theory]
    [InlineData("cuda:1")]
    [InlineData(null)]
    public async Task Job_ThatFails_SaysWhereItRan(string? device)
    {
        var failing = new ScriptedHandler((_, _) => throw new InvalidOperationException("out of luck")) { Device = device };
        var job = await Jobs.QueueAsync(TestJobs.New());

        await using var worker = await StartAsync(failing);

        (await Jobs.ResultAsync(job)).RanOn.ShouldBe(device);
    }

    [Fact]
    public async Task Job_WithImpossibleInput_FailsAsBadInput()
    {
        var refusing = new ScriptedHandler((_, _) => throw new JobInputException("There is no search space 'x'."));
        var job = await Jobs.QueueAsync(TestJobs.New());

        await using var worker = await StartAsync(refusing);

        var result = await Jobs.ResultAsync(job);
        (result.Error, result.IsFinal).ShouldBe(("Bad input: There is no search space 'x'.", true));
    }

    [Fact]
    public async Task Job_WithMetricThatIsNoNumber_LeavesItOut()
    {
        var diverged = new ScriptedHandler((_, _) => Task.FromResult(
            new JobOutput(new Dictionary<string, double> { ["accuracy"] = 10, ["finalLoss"] = double.NaN }, 1, "cpu")));
        var job = await Jobs.QueueAsync(TestJobs.New());

        await using var worker = await StartAsync(diverged);

        (await Jobs.ResultAsync(job)).Metrics.ShouldBe(new Dictionary<string, double> { ["accuracy"] = 10 });
    }

    Task<TestWorker> StartAsync(IJobHandler handler, WorkerOptions? options = null) =>
        TestWorker.StartAsync(Storage, handler, options);
}
