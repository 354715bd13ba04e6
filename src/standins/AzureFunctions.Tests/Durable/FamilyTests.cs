using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

[Collection(DurableTests.Name)]
public sealed class FamilyTests(SharedHub hub)
{
    [Fact]
    public async Task B41_SubOrchestration_HasAnIdOfItsOwnAndKnowsItsParent()
    {
        var ended = await hub.Client.RunAsync(nameof(Families.Parent));

        var descent = ended.ReadOutputAs<Families.Descent>().ShouldNotBeNull();
        descent.Id.ShouldMatch("^[0-9a-f]{32}$");
        descent.ParentId.ShouldBe(ended.InstanceId);
        descent.ParentName.ShouldBe(nameof(Families.Parent));
        (await hub.Client.GetInstanceAsync(descent.Id, true, default)).ShouldNotBeNull()
            .RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Completed);
    }

    [Fact]
    public async Task B41_SubOrchestration_Fails_FailsTheCall()
    {
        var ended = await hub.Client.RunAsync(nameof(Families.ParentOfFailing));

        ended.ReadOutputAs<string>().ShouldBe("Microsoft.DurableTask.TaskFailedException");
    }

    [Fact]
    public async Task B41_SubOrchestration_IdOfARunningInstance_FailsTheCall()
    {
        var taken = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo));

        var ended = await hub.Client.RunAsync(nameof(Families.ParentOfWaiting), taken);

        ended.ReadOutputAs<string>().ShouldNotBeNull().ShouldContain("already exists");
    }

    [Fact]
    public async Task B42_FanOut_Thousand_GivesAllResultsInOrderWithinTheLimit()
    {
        var ended = await hub.Client.RunAsync(nameof(FanOuts.FanOut), 1000);

        ended.ReadOutputAs<int[]>().ShouldBe(Enumerable.Range(0, 1000).Select(number => number * number));
        FanOuts.MostAtOnce(ended.InstanceId).ShouldBeInRange(1, 4);
    }
}
