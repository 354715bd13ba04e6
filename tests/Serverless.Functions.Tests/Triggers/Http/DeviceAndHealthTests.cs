using System.Net;
using System.Text.Json;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Functions.Tests.Activities;

namespace Serverless.Functions.Tests.Triggers.Http;

[Collection(HttpCollection.Name)]
public sealed class DeviceAndHealthTests(FunctionsApp app)
{
    [Fact]
    public async Task Devices_RegisteredBrokenAndBuiltIn_AreToldApart()
    {
        var container = app.Blobs.GetBlobContainerClient("devices");
        await container.GetBlobClient("table-cpu.json").UploadAsync(
            new BinaryData(JsonSerializer.Serialize(TestRequests.TableCpu, CoreJson.Default.DeviceDefinition)), overwrite: true);
        await container.GetBlobClient("broken-one.json").UploadAsync(new BinaryData("{"), overwrite: true);

        var list = (await app.GetAsync("devices")).Json;
        var named = await app.PostAsync("searches", FunctionsApp.Request(objectives: LatencyOn("broken-one")));
        var unknown = await app.PostAsync("searches", FunctionsApp.Request(objectives: LatencyOn("no-broken-one")));
        var other = await app.PostAsync("searches", FunctionsApp.Request(objectives: LatencyOn("table-cpu")));

        var ids = list.GetProperty("value").EnumerateArray().Select(device => device.GetProperty("id").GetString()!).ToList();
        ids.ShouldBeUnique();
        ids.ShouldContain("local-cpu");
        ids.ShouldContain("table-cpu");
        ids.ShouldNotContain("broken-one");
        list.GetProperty("unreadable").EnumerateArray().ShouldHaveSingleItem().GetString()
            .ShouldNotBeNull().ShouldContain("devices/broken-one.json");
        named.ShouldBeProblem(HttpStatusCode.InternalServerError, "documentBroken");
        unknown.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalidRequest");
        other.Status.ShouldBe(HttpStatusCode.Accepted, other.Body);
    }

    [Fact]
    public async Task Workers_AliveAndGone_AreToldApart()
    {
        var now = DateTimeOffset.UtcNow;
        foreach (var (name, at) in new[] { ("alive", now), ("gone", now.AddHours(-1)) })
        {
            var heartbeat = new WorkerHeartbeat
            {
                Worker = name,
                At = at,
                IntervalSeconds = 60,
                Devices = ["local-cpu"],
                TakesJobs = true,
                Searches = ["s1"],
                Jobs = [new RunningJob("j1", JobKind.Train, "s1", at)],
                BusyShare = 0.5,
            };
            await app.Blobs.GetBlobContainerClient("jobs").GetBlobClient(BlobPaths.Heartbeat(name).Name).UploadAsync(
                new BinaryData(JsonSerializer.Serialize(heartbeat, CoreJson.Default.WorkerHeartbeat)), overwrite: true);
        }

        var workers = (await app.GetAsync("workers")).Json.GetProperty("value").EnumerateArray()
            .Select(worker => worker.Deserialize(CoreJson.Default.WorkerState)!).Where(worker => worker.Name is "alive" or "gone").ToList();

        workers.Select(worker => (worker.Name, worker.IsAlive, worker.Jobs.Count, worker.BusyShare)).ShouldBe([("alive", true, 1, 0.5), ("gone", false, 0, 0.5)]);
    }

    [Fact]
    public async Task Health_WithoutAKey_TellsTheVersion()
    {
        var answer = await app.GetAsync("health", ("x-functions-key", ""));

        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
        answer.Json.GetProperty("status").GetString().ShouldBe("healthy");
        answer.Json.GetProperty("version").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("nothing-here")]
    [InlineData("searches/a/b/c")]
    public async Task Get_UnknownRoute_IsNotFound(string route) =>
        (await app.GetAsync(route)).ShouldBeProblem(HttpStatusCode.NotFound, "routeNotFound");

    static string LatencyOn(string device) => $$"""[{"metric":"latencyMs","goal":"minimise","device":"{{device}}"}]""";
}
