using System.Net;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>Pause and resume against the real app; as there is no worker, every job waits in the queue.</summary>
[Collection(HttpCollection.Name)]
public sealed class PauseSearchTests(FunctionsApp app)
{
    [Fact]
    public async Task Pause_JobsInTheQueue_AreTakenBackUntilResumed()
    {
        var id = await StartAsync(seed: 200);
        await Eventually.HoldsAsync("its jobs are queued", async () => await JobsAsync(id) == 4);

        (await app.PostAsync($"searches/{id}:pause")).Status.ShouldBe(HttpStatusCode.Accepted);
        await StateBecomesAsync(id, "Paused");
        await Eventually.HoldsAsync("its jobs are taken back", async () => await JobsAsync(id) == 0);
        (await app.PostAsync($"searches/{id}:pause")).Status.ShouldBe(HttpStatusCode.Accepted, "pausing twice is no fault");

        (await app.PostAsync($"searches/{id}:resume")).Status.ShouldBe(HttpStatusCode.Accepted);
        await StateBecomesAsync(id, "Running");
        await Eventually.HoldsAsync("its jobs are queued again", async () => await JobsAsync(id) == 4);
        var budget = (await app.GetAsync($"searches/{id}")).Json.GetProperty("budget");
        budget.GetProperty("pausedSeconds").GetDouble().ShouldBeGreaterThan(0);

        await app.PostAsync($"searches/{id}:cancel");
        await StateBecomesAsync(id, "Cancelled");
    }

    [Fact]
    public async Task Cancel_WhilePaused_EndsTheSearch()
    {
        var id = await StartAsync(seed: 201);
        await app.PostAsync($"searches/{id}:pause");
        await StateBecomesAsync(id, "Paused");

        await app.PostAsync($"searches/{id}:cancel");

        await StateBecomesAsync(id, "Cancelled");
        (await app.PostAsync($"searches/{id}:pause")).ShouldBeProblem(HttpStatusCode.Conflict, "searchEnded");
        (await app.PostAsync($"searches/{id}:resume")).ShouldBeProblem(HttpStatusCode.Conflict, "searchEnded");
    }

    [Theory]
    [InlineData("pause")]
    [InlineData("resume")]
    public async Task Pause_UnknownSearch_IsNotFound(string verb) =>
        (await app.PostAsync($"searches/nobody:{verb}")).ShouldBeProblem(HttpStatusCode.NotFound, "searchNotFound");

    async Task<string> StartAsync(int seed)
    {
        // Other tests' searches leave their jobs there, and only the first 32 messages can be looked at.
        await app.Queues.GetQueueClient("jobs").ClearMessagesAsync();
        var answer = await app.PostAsync("searches", FunctionsApp.Request(seed));
        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Body);
        var id = answer.Json.GetProperty("id").GetString()!;
        await StateBecomesAsync(id, "Running");
        return id;
    }

    Task StateBecomesAsync(string id, string state) => Eventually.HoldsAsync(
        $"{id} is {state}", async () => (await app.GetAsync($"searches/{id}")).Json.GetProperty("state").GetString() == state);

    /// <summary>How many of its jobs wait for a worker.</summary>
    async Task<int> JobsAsync(string id) =>
        (await app.Queues.GetQueueClient("jobs").PeekMessagesAsync(32)).Value.Count(message => message.Body.ToString().Contains(id, StringComparison.Ordinal));
}
