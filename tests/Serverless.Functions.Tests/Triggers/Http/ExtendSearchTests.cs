using System.Globalization;
using System.Net;
using System.Text.Json;
using Serverless.Core.Searches;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>More budget, in the real app; since there is no worker, searches end by their wall clock.</summary>
[Collection(HttpCollection.Name)]
public sealed class ExtendSearchTests(FunctionsApp app)
{
    const string AnHour = """{"budgets":{"wallClockSeconds":3600}}""";

    [Fact]
    public async Task Extend_Ended_RunsAgainWhereItStoppedAndOnlyOnce()
    {
        var id = await EndedAsync(seed: 300);
        await Task.Delay(TimeSpan.FromSeconds(1));

        var answer = await app.PostAsync($"searches/{id}:extend", AnHour, ("Idempotency-Key", "extend-300"));

        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Body);
        answer.Json.GetProperty("state").GetString().ShouldBe("Running");
        answer.Json.TryGetProperty("stopReason", out _).ShouldBeFalse();
        await Eventually.HoldsAsync("its next generation waits for workers", () => app.IsEvaluatingAsync($"searches/{id}"));
        var search = (await app.GetAsync($"searches/{id}")).Json;
        search.GetProperty("budget").GetProperty("pausedSeconds").GetDouble().ShouldBeGreaterThan(1, "it had ended for a second");

        (await app.PostAsync($"searches/{id}:extend", AnHour, ("Idempotency-Key", "extend-300"))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await app.PostAsync($"searches/{id}:extend", """{"budgets":{"wallClockSeconds":3601}}""", ("Idempotency-Key", "extend-300")))
            .ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "idempotencyKeyReused");
        await LimitIsAsync(id, 3601);
        var extension = (await app.GetAsync($"searches/{id}/history")).Json.GetProperty("extensions").EnumerateArray().ShouldHaveSingleItem();
        extension.GetProperty("added").GetProperty("wallClockSeconds").GetDouble().ShouldBe(3600);
        extension.GetProperty("stopReason").GetString().ShouldBe("budgetWallClock");
        // How far it came in its second is the machine's affair.
        search.GetProperty("progress").GetProperty("generation").GetInt32().ShouldBe(extension.GetProperty("generation").GetInt32());
        await CancelAsync(id);
    }

    [Fact]
    public async Task Extend_Running_MovesTheDeadlineThatItsTimerWaitsFor()
    {
        var id = await StartAsync(seed: 301, seconds: 4);
        (await app.PostAsync($"searches/{id}:extend", AnHour)).Status.ShouldBe(HttpStatusCode.Accepted);

        await Task.Delay(TimeSpan.FromSeconds(6));

        var search = (await app.GetAsync($"searches/{id}")).Json;
        search.GetProperty("state").GetString().ShouldBe("Running");
        // A busy machine may not have begun it yet.
        (search.GetProperty("progress").TryGetProperty("generation", out var generation) ? generation.GetInt32() : 0).ShouldBe(0, "its first generation was not cut short");
        (await app.PostAsync($"searches/{id}:extend", AnHour)).Status.ShouldBe(HttpStatusCode.Accepted);
        await LimitIsAsync(id, 7204);
        await CancelAsync(id);
    }

    [Fact]
    public async Task Extend_Paused_StaysPausedAndRunsOnWhenResumed()
    {
        var id = await StartAsync(seed: 302, seconds: 60);
        await app.PostAsync($"searches/{id}:pause");
        await StateBecomesAsync(id, "Paused");

        (await app.PostAsync($"searches/{id}:extend", AnHour)).Json.GetProperty("state").GetString().ShouldBe("Paused");

        await app.PostAsync($"searches/{id}:resume");
        await StateBecomesAsync(id, "Running");
        await LimitIsAsync(id, 3660);
        await CancelAsync(id);
    }

    [Fact]
    public async Task Extend_StartedByARequestWhoseHostDied_IsFinishedByTheOrchestrationAndNotAddedAgain()
    {
        var id = await EndedAsync(seed: 303);
        var turn = JsonSerializer.Serialize(new
        {
            searchId = id,
            createdAt = DateTimeOffset.UtcNow,
            generation = 1,
            extension = new { id = SearchExtension.IdOf("extend-303"), at = DateTimeOffset.UtcNow, added = new { wallClockSeconds = 3600 } },
        });

        // What is left behind by a host that is killed right after it has started the orchestration again. It says that it has ended a
        // little before the engine does.
        await Eventually.HoldsAsync("the orchestration is started again", async () => (await app.PostAsync(
            $"/runtime/webhooks/durabletask/orchestrators/SearchOrchestrator/{id}", turn, ("x-functions-key", FunctionsApp.MasterKey))).Status == HttpStatusCode.Accepted);
        await StateBecomesAsync(id, "Running");

        (await app.PostAsync($"searches/{id}:extend", AnHour, ("Idempotency-Key", "extend-303"))).Status.ShouldBe(HttpStatusCode.Accepted);
        await LimitIsAsync(id, 3601);
        await CancelAsync(id);
    }

    [Fact]
    public async Task Extend_ManyAtOnce_AddsEach()
    {
        var id = await EndedAsync(seed: 304);

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(
            index => app.PostAsync($"searches/{id}:extend", AnHour, ("Idempotency-Key", $"extend-304-{index % 4}"))));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Accepted);
        await LimitIsAsync(id, 1 + (4 * 3600));
        await CancelAsync(id);
    }

    [Fact]
    public async Task Extend_Cancelled_IsRefused()
    {
        var id = await StartAsync(seed: 305, seconds: 60);
        await CancelAsync(id);

        (await app.PostAsync($"searches/{id}:extend", AnHour)).ShouldBeProblem(HttpStatusCode.Conflict, "searchNotExtendable");
    }

    [Fact]
    public async Task Extend_ManyFaults_AreNamedTogetherAndNothingIsAdded()
    {
        var id = await EndedAsync(seed: 306);

        var read = await app.PostAsync($"searches/{id}:extend", """{"budgets":{"trainings":0,"wallClock":1},"name":"x"}""");
        var fitted = await app.PostAsync($"searches/{id}:extend", """{"budgets":{"trainings":1,"generations":1}}""");
        var useless = await app.PostAsync($"searches/{id}:extend", """{"budgets":{"evaluations":1}}""");

        Faults(read).ShouldBe(["/budgets/trainings", "/budgets/wallClock", "/name"], ignoreOrder: true);
        Faults(fitted).ShouldBe(["/budgets/trainings", "/budgets/generations"], ignoreOrder: true);
        Faults(useless).ShouldBe(["/budgets/wallClockSeconds"]);
        (await app.GetAsync($"searches/{id}")).Json.GetProperty("state").GetString().ShouldBe("Completed");
    }

    [Fact]
    public async Task Extend_IfMatch_AddsOnlyToWhatWasRead()
    {
        var id = await EndedAsync(seed: 307);
        var read = (await app.GetAsync($"searches/{id}")).EntityTag.ShouldNotBeNull();

        (await app.PostAsync($"searches/{id}:extend", AnHour, ("If-Match", "\"another\"")))
            .ShouldBeProblem(HttpStatusCode.PreconditionFailed, "preconditionFailed");
        (await app.PostAsync($"searches/{id}:extend", AnHour, ("If-Match", read), ("Idempotency-Key", "extend-307"))).Status.ShouldBe(HttpStatusCode.Accepted);
        (await app.PostAsync($"searches/{id}:extend", AnHour, ("If-Match", read)))
            .ShouldBeProblem(HttpStatusCode.PreconditionFailed, "preconditionFailed");
        (await app.PostAsync($"searches/{id}:extend", AnHour, ("If-Match", read), ("Idempotency-Key", "extend-307")))
            .Status.ShouldBe(HttpStatusCode.Accepted, "a repeated request is answered as the first");

        await LimitIsAsync(id, 3601);
        await CancelAsync(id);
    }

    [Fact]
    public async Task Extend_UnknownSearchOrBody_IsRefused()
    {
        var id = await EndedAsync(seed: 308);

        (await app.PostAsync("searches/nobody:extend", AnHour)).ShouldBeProblem(HttpStatusCode.NotFound, "searchNotFound");
        (await app.PostAsync($"searches/{id}:extend")).ShouldBeProblem(HttpStatusCode.UnsupportedMediaType, "unsupportedMediaType");
        (await app.PostAsync($"searches/{id}:extend", "{")).ShouldBeProblem(HttpStatusCode.BadRequest, "malformedJson");
        (await app.PostAsync($"searches/{id}:extend", AnHour, ("Idempotency-Key", new string('k', 201))))
            .ShouldBeProblem(HttpStatusCode.BadRequest, "invalidParameter");
    }

    static IEnumerable<string> Faults(HttpAnswer answer) => answer
        .ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalidRequest")
        .GetProperty("errors").EnumerateObject().Select(error => error.Name);

    async Task<string> EndedAsync(int seed)
    {
        var id = await StartAsync(seed, seconds: 1);
        await StateBecomesAsync(id, "Completed");
        return id;
    }

    async Task<string> StartAsync(int seed, int seconds)
    {
        var body = FunctionsApp.Request(seed).Replace(
            """{"trainings": 4}""",
            string.Create(CultureInfo.InvariantCulture, $$"""{"wallClockSeconds": {{seconds}}, "evaluations": 1000}"""),
            StringComparison.Ordinal);
        var answer = await app.PostAsync("searches", body);
        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Body);
        return answer.Json.GetProperty("id").GetString()!;
    }

    async Task CancelAsync(string id)
    {
        var answer = await app.PostAsync($"searches/{id}:cancel");
        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Body);
        await StateBecomesAsync(id, "Cancelled");
    }

    async Task LimitIsAsync(string id, double seconds) =>
        (await app.GetAsync($"searches/{id}")).Json.GetProperty("budget").GetProperty("limits").GetProperty("wallClockSeconds").GetDouble()
            .ShouldBe(seconds);

    Task StateBecomesAsync(string id, string state) => Eventually.HoldsAsync(
        $"{id} is {state}. {app.Output}",
        async () => (await app.GetAsync($"searches/{id}")).Json.GetProperty("state").GetString() == state);
}
