using System.Net;
using System.Text;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

[Collection(DurableTests.Name)]
public sealed class ManagementControlTests(SharedHub hub)
{
    [Fact]
    public async Task B17_Delete_OneOrMany_AnswersByWhatItFound()
    {
        await hub.Client.RunAsync(nameof(Echoes.EchoText), "x", new StartOrchestrationOptions("b17"));
        var running = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo));

        var deleted = await hub.Host.CallAsync(HttpMethod.Delete, "instances/b17");
        deleted.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await deleted.Content.ReadAsStringAsync()).ShouldBe("""{"instancesDeleted":1}""");
        (await hub.Host.CallAsync(HttpMethod.Delete, "instances/b17")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await hub.Host.CallAsync(HttpMethod.Delete, $"instances/{running}")).StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await hub.Host.CallAsync(HttpMethod.Delete, "instances")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await hub.Host.CallAsync(HttpMethod.Delete, $"instances?createdTimeFrom={DateTime.UtcNow.AddHours(1):o}"))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task B18_PurgeInstance_ByTheClient_CountsOrRefuses()
    {
        var running = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo));
        var parent = await hub.Client.RunAsync(nameof(Families.Parent));
        var child = parent.ReadOutputAs<Families.Descent>()!.Id;

        (await hub.Client.PurgeInstanceAsync("missing", default(CancellationToken))).PurgedInstanceCount.ShouldBe(0);
        await Should.ThrowAsync<InvalidOperationException>(() => hub.Client.PurgeInstanceAsync(running, default(CancellationToken)));
        (await hub.Client.PurgeInstanceAsync(parent.InstanceId, new PurgeInstanceOptions(Recursive: true))).PurgedInstanceCount.ShouldBe(2);
        (await hub.Client.GetInstanceAsync(child, false, default)).ShouldBeNull();
    }

    [Fact]
    public async Task B18_PurgeAllInstances_TakesTheEndedOnesOfAWindow()
    {
        await using var host = await new DurableApp(hub.Storage, typeof(Echoes), typeof(Waits)).StartAsync();
        var client = host.Client();
        await client.RunAsync(nameof(Echoes.EchoText), "x");
        var running = await client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo));
        var from = DateTimeOffset.UtcNow.AddMinutes(-1);

        (await client.PurgeInstancesAsync(from, null, [OrchestrationRuntimeStatus.Failed])).PurgedInstanceCount.ShouldBe(0);
        (await client.PurgeInstancesAsync(from, null)).PurgedInstanceCount.ShouldBe(1);
        (await client.GetAllInstancesAsync().ToListAsync()).Select(instance => instance.InstanceId).ShouldBe([running]);
    }

    [Fact]
    public async Task B19_Restart_KeepsTheInputUnderANewOrTheSameId()
    {
        await hub.Client.RunAsync(nameof(Echoes.EchoText), "again", new StartOrchestrationOptions("b19"));
        var running = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo));

        var response = await hub.Host.CallAsync(HttpMethod.Post, "instances/b19/restart");
        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        var id = (await response.ObjectAsync())["id"]!.GetValue<string>();
        id.ShouldNotBe("b19");
        (await hub.Client.EndOfAsync(id)).ReadOutputAs<string>().ShouldBe("again");
        (await hub.Client.RestartAsync("b19")).ShouldBe("b19");
        (await hub.Client.EndOfAsync("b19")).ReadOutputAs<string>().ShouldBe("again");
        await Should.ThrowAsync<InvalidOperationException>(() => hub.Client.RestartAsync(running));
        await Should.ThrowAsync<ArgumentException>(() => hub.Client.RestartAsync("missing"));
        (await hub.Host.CallAsync(HttpMethod.Post, $"instances/{running}/restart?restartWithNewInstanceId=false"))
            .StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await hub.Host.CallAsync(HttpMethod.Post, "instances/missing/restart")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task B20_Rewind_FaultGone_CompletesWithoutRepeatingGoodWork()
    {
        var failed = await hub.Client.RunAsync(nameof(Repairs.GoodThenFaulty));
        failed.RuntimeStatus.ShouldBe(OrchestrationRuntimeStatus.Failed);
        Repairs.Mended.TryAdd(failed.InstanceId, true);

        (await hub.Host.CallAsync(HttpMethod.Post, $"instances/{failed.InstanceId}/rewind?reason=mended"))
            .StatusCode.ShouldBe(HttpStatusCode.Accepted);

        (await hub.Client.EndOfAsync(failed.InstanceId)).ReadOutputAs<string>().ShouldBe("good 1 mended mended ");
        Repairs.GoodRunsOf(failed.InstanceId).ShouldBe(1);
        (await hub.Host.CallAsync(HttpMethod.Post, $"instances/{failed.InstanceId}/rewind"))
            .StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        await Should.ThrowAsync<InvalidOperationException>(() => hub.Client.RewindInstanceAsync(failed.InstanceId, "again"));
    }

    [Theory]
    [InlineData("terminate")]
    [InlineData("suspend")]
    [InlineData("resume")]
    [InlineData("raiseEvent/Go")]
    public async Task B21_Control_MissingOrOver_IsNotFoundOrGone(string verb)
    {
        var over = await hub.Client.RunAsync(nameof(Echoes.EchoText), "x");

        (await hub.Host.CallAsync(HttpMethod.Post, $"instances/missing/{verb}", "{}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await hub.Host.CallAsync(HttpMethod.Post, $"instances/{over.InstanceId}/{verb}", "{}")).StatusCode.ShouldBe(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task B23_SuspendResumeTerminate_ByHttp_Work()
    {
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo));
        await hub.Client.ReachesAsync(id, OrchestrationRuntimeStatus.Running);

        (await hub.Host.CallAsync(HttpMethod.Post, $"instances/{id}/suspend?reason=hold")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await hub.Client.ReachesAsync(id, OrchestrationRuntimeStatus.Suspended);
        (await hub.Host.GetStatusAsync(id)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await hub.Host.CallAsync(HttpMethod.Post, $"instances/{id}/suspend")).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await hub.Host.CallAsync(HttpMethod.Post, $"instances/{id}/resume")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await hub.Client.ReachesAsync(id, OrchestrationRuntimeStatus.Running);
        (await hub.Host.CallAsync(HttpMethod.Post, $"instances/{id}/terminate?reason=enough")).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        (await hub.Client.EndOfAsync(id)).ReadOutputAs<string>().ShouldBe("enough");
    }

    [Fact]
    public async Task B24_RaiseEvent_ByHttp_ChecksItsContent()
    {
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Waits.WaitForGo));
        using var text = new StringContent("\"x\"", Encoding.UTF8, "text/plain");
        var path = $"instances/{id}/raiseEvent/Go";

        (await hub.Host.SendAsync(HttpMethod.Post, $"runtime/webhooks/durabletask/{path}", LocalHost.MasterKey, text))
            .StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await hub.Host.CallAsync(HttpMethod.Post, path, "{ no")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await hub.Host.CallAsync(HttpMethod.Post, path, "\"by http\"")).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        (await hub.Client.EndOfAsync(id)).ReadOutputAs<string>().ShouldBe("by http");
    }
}
