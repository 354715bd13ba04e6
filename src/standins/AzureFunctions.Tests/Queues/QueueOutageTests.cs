using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class QueueOutageTests
{
    [Fact]
    public async Task QueueTrigger_StorageGoesAway_GoesOnWhenItIsBack()
    {
        await using var azurite = await Azurite.StartAsync();
        var queues = new TestQueues(azurite.ConnectionString);
        var seen = new Recorder();
        await queues.SendBase64Async("in", "before");
        await using var host = await LocalHost.StartAsync(new LocalApp(typeof(Function))
        {
            Storage = azurite.ConnectionString,
            HostJson = """{ "version": "2.0", "extensions": { "queues": { "maxPollingInterval": "00:00:00.5" } } }""",
            Settings = new() { ["Prefix"] = queues.Prefix },
            Configure = builder => builder.Services.AddSingleton(seen),
        });
        await Eventually.HoldsAsync("the first message is handled", async () => await queues.CountAsync("in") == 0);

        await azurite.StopAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));
        await azurite.StartProcessAsync();
        await queues.SendBase64Async("in", "after");

        await Eventually.HoldsAsync("the second message is handled", async () => await queues.CountAsync("in") == 0);
        seen.Entries.ShouldBe(["before", "after"]);
    }

    public sealed class Function(Recorder seen)
    {
        [Function("Note")]
        public void Run([QueueTrigger("%Prefix%-in")] string body) => seen.Add(body);
    }
}
