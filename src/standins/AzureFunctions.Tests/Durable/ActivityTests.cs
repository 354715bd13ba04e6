using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

public sealed class ActivityTests(AzuriteFixture storage) : IClassFixture<AzuriteFixture>
{
    [Fact]
    public async Task Orchestration_ThreeActivitiesInSequence_CompletesWithTheirResults()
    {
        await using var host = await new DurableApp(storage, typeof(Greetings)).StartAsync();

        var ended = await host.Client().RunAsync(nameof(Greetings.HelloCities));

        ended.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
        ended.ReadOutputAs<string[]>().ShouldBe(["Hello Tokyo!", "Hello Seattle!", "Hello London!"]);
    }
}
