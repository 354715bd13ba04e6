using System.Net;
using Serverless.Functions.Tests.Triggers.Http;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Triggers.Timers;

/// <summary>The purge, started manually in the real app, with a setting by which every completed history is old.</summary>
[Collection(HttpCollection.Name)]
public sealed class PurgeHistoriesTests(FunctionsApp app)
{
    [Fact]
    public async Task Purge_EndedAndRunningSearch_RemovesTheEndedOnesHistoryOnly()
    {
        var ended = await StartAsync(seed: 300);
        var running = await StartAsync(seed: 301);
        (await app.PostAsync($"searches/{ended}:cancel")).Status.ShouldBe(HttpStatusCode.Accepted);
        await Eventually.HoldsAsync($"{ended} has ended. {app.Output}", async () => await app.HistoryAsync(ended) == HttpStatusCode.OK);

        await app.RunTimerAsync(FunctionNames.PurgeHistories);

        await Eventually.HoldsAsync("its history is gone", async () => await app.HistoryAsync(ended) == HttpStatusCode.NotFound);
        (await app.GetAsync($"searches/{ended}")).Json.GetProperty("state").GetString().ShouldBe("Cancelled", "its blobs stay");
        (await app.HistoryAsync(running)).ShouldBe(HttpStatusCode.Accepted, "it still runs");
        await app.PostAsync($"searches/{running}:cancel");
    }

    async Task<string> StartAsync(int seed) =>
        (await app.PostAsync("searches", FunctionsApp.Request(seed))).Json.GetProperty("id").GetString()!;
}
