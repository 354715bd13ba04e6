using Serverless.Domain.Objectives;
using Serverless.Domain.Searches;

namespace Serverless.EndToEnd.Tests;

public sealed class MeasuredSearchTests
{
    [Fact]
    public async Task Search_OnTheLocalCpu_MeasuresTrainsAndTestsItsFront()
    {
        await using var platform = await Platform.StartAsync();
        var worker = platform.StartWorker("worker-a");
        var small = Requests.Small(trainings: 4);

        var searchId = await platform.PostAsync(small with
        {
            Objectives = [small.Objectives[0], new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "local-cpu", Threshold = 50 }],
            Constraints = [new() { Metric = "parameters", AtMost = 30_000 }],
        });

        var search = await platform.EndOfAsync(searchId);
        search.State.ShouldBe(SearchStatus.Completed, $"{search.Error} {worker.Output}");
        var front = await platform.FrontAsync(searchId);
        front.Members.ShouldNotBeEmpty();
        front.Hypervolume.ShouldBeGreaterThan(0);
        foreach (var member in front.Members)
        {
            member.Objectives["latencyMs@local-cpu"].ShouldBeGreaterThan(0);
            member.Metrics["testAccuracy"].ShouldBeInRange(1, 100);
            member.Metrics["parameters"].ShouldBeInRange(1, 30_000);
        }
    }
}
