using System.Net;
using Serverless.Functions.Orchestrations;
using Serverless.Functions.Tests.Triggers.Http;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Triggers.Timers;

/// <summary>The purge of evaluations, started manually in the real app, with a setting by which every completed evaluation is old.</summary>
[Collection(HttpCollection.Name)]
public sealed class PurgeEvaluationsTests(FunctionsApp app)
{
    [Theory]
    [InlineData("synchronous", 302)]
    [InlineData("asynchronous", 304)]
    public async Task Purge_EvaluationsOfACancelledAndARunningSearch_RemovesThoseThatHaveCompleted(string mode, int seed)
    {
        var cancelled = await StartAsync(mode, seed);
        var running = await StartAsync(mode, seed + 1);
        (await app.PostAsync($"searches/{cancelled}:cancel")).Status.ShouldBe(HttpStatusCode.Accepted);
        await Eventually.HoldsAsync($"its evaluation has ended. {app.Output}", async () => await app.HistoryAsync(EvaluationOf(cancelled)) == HttpStatusCode.OK);
        await Eventually.HoldsAsync($"the search has ended. {app.Output}", async () => await app.HistoryAsync(cancelled) == HttpStatusCode.OK);

        await app.RunTimerAsync(FunctionNames.PurgeEvaluations);

        await Eventually.HoldsAsync("the history of its evaluation is gone", async () => await app.HistoryAsync(EvaluationOf(cancelled)) == HttpStatusCode.NotFound);
        (await app.HistoryAsync(cancelled)).ShouldBe(HttpStatusCode.OK, "the search's own history stays");
        (await app.HistoryAsync(EvaluationOf(running))).ShouldBe(HttpStatusCode.Accepted, "it still runs");
        await app.PostAsync($"searches/{running}:cancel");
    }

    static string EvaluationOf(string searchId) => EvaluationOrchestrator.InstanceId(searchId, 0, 0);

    async Task<string> StartAsync(string mode, int seed)
    {
        var request = FunctionsApp.Request(seed).TrimEnd('}', '\n') + $$""", "mode": "{{mode}}"}""";
        var id = (await app.PostAsync("searches", request)).Json.GetProperty("id").GetString()!;
        await Eventually.HoldsAsync($"{id} evaluates. {app.Output}", async () => await app.HistoryAsync(EvaluationOf(id)) == HttpStatusCode.Accepted);
        return id;
    }
}
