using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class LifetimeTests(AzuriteFixture azurite)
{
    readonly TestQueues _queues = new(azurite.ConnectionString);
    readonly Recorder _seen = new();

    [Fact]
    public async Task Stop_RequestUnderWay_IsAnswered()
    {
        await using var host = await StartAsync();
        var answer = host.GetAsync("/api/Slow");
        await SeenAsync("slow start");

        await host.StopAsync();

        (await answer).StatusCode.ShouldBe(HttpStatusCode.OK);
        _seen.Entries.ShouldContain("slow end");
    }

    [Fact]
    public async Task Stop_FunctionThatDoesNotEnd_IsToldByItsTokenAfterTheDrainPeriod()
    {
        await using var host = await StartAsync();
        var answer = host.GetAsync("/api/Endless");
        await SeenAsync("endless start");

        await host.StopAsync();

        (await answer).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        _seen.Entries.ShouldContain("endless cancelled");
    }

    [Fact]
    public async Task Stop_MessageUnderWay_IsSeenAgainAtOnceAndNotPoisoned()
    {
        await _queues.SendBase64Async("endless", "one");
        await using var host = await StartAsync("""{ "version": "2.0", "extensions": { "queues": { "maxDequeueCount": 1, "visibilityTimeout": "00:10:00" } } }""");
        await SeenAsync("endless start");

        await host.StopAsync();

        (await _queues.PeekAsync("endless"))!.Length.ShouldBe(1);
        (await _queues.PeekAsync("endless-poison")).ShouldBeNull();
    }

    [Fact]
    public async Task CallerLeaves_TokenFires()
    {
        await using var host = await StartAsync();
        using var left = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/Endless?code={LocalHost.HostKey}");
        var answer = host.Http.SendAsync(request, left.Token);
        await SeenAsync("endless start");

        await left.CancelAsync();

        await SeenAsync("endless cancelled");
        await Should.ThrowAsync<OperationCanceledException>(() => answer);
    }

    [Fact]
    public async Task FunctionTimeout_FunctionObeysItsToken_Gives500()
    {
        await using var host = await StartAsync("""{ "version": "2.0", "functionTimeout": "00:00:01" }""");

        (await host.GetAsync("/api/Endless")).StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        _seen.Entries.ShouldContain("endless cancelled");
    }

    [Fact]
    public async Task FunctionTimeout_FunctionDoesNotObey_ConnectionIsClosed()
    {
        await using var host = await StartAsync("""{ "version": "2.0", "functionTimeout": "00:00:01" }""");

        await Should.ThrowAsync<HttpRequestException>(() => host.GetAsync("/api/Deaf"));
    }

    [Fact]
    public async Task Drain_QueueMessagesStay_HttpGoesOn()
    {
        await using var host = await StartAsync();
        (await host.SendAsync(HttpMethod.Post, "/admin/host/drain", LocalHost.MasterKey)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await Eventually.HoldsAsync("the drain completes", async () =>
            (await (await host.GetAsync("/admin/host/drain/status", LocalHost.MasterKey)).Content.ReadAsStringAsync()).Contains("Completed", StringComparison.Ordinal));

        await _queues.SendBase64Async("endless", "one");

        (await host.GetAsync("/api/Slow")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _queues.PeekAsync("endless"))!.Length.ShouldBe(1);
    }

    [Fact]
    public async Task AdminInvoke_QueueAndTimerFunctions_RunWithoutTheirTrigger()
    {
        await using var host = await StartAsync();

        (await InvokeAsync(host, "Noted", """{ "input": "by hand" }""")).ShouldBe(HttpStatusCode.Accepted);
        (await InvokeAsync(host, "yearly", """{ "input": "" }""")).ShouldBe(HttpStatusCode.Accepted);
        (await InvokeAsync(host, "Slow", "{}")).ShouldBe(HttpStatusCode.BadRequest);
        (await InvokeAsync(host, "Noted", "no JSON")).ShouldBe(HttpStatusCode.BadRequest);
        (await InvokeAsync(host, "Nobody", "{}")).ShouldBe(HttpStatusCode.NotFound);

        await SeenAsync("noted by hand");
        await SeenAsync("yearly");
    }

    [Fact]
    public async Task MaxOutstandingRequests_OneTooMany_Gives429()
    {
        await using var host = await StartAsync("""{ "version": "2.0", "extensions": { "http": { "maxOutstandingRequests": 1 } } }""");
        var first = host.GetAsync("/api/Slow");
        await SeenAsync("slow start");

        (await host.GetAsync("/api/Slow")).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await first).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await host.GetAsync("/api/Slow")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task MaxConcurrentRequests_MoreComeIn_WaitTheirTurn()
    {
        await using var host = await StartAsync("""{ "version": "2.0", "extensions": { "http": { "maxConcurrentRequests": 1 } } }""");

        await Task.WhenAll(host.GetAsync("/api/Slow"), host.GetAsync("/api/Slow"));

        _seen.Entries.ShouldBe(["slow start", "slow end", "slow start", "slow end"]);
    }

    static async Task<HttpStatusCode> InvokeAsync(LocalHost host, string function, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return (await host.SendAsync(HttpMethod.Post, $"/admin/functions/{function}", LocalHost.MasterKey, content)).StatusCode;
    }

    Task SeenAsync(string entry) => Eventually.HoldsAsync(entry, () => Task.FromResult(_seen.Entries.Contains(entry)));

    Task<LocalHost> StartAsync(string hostJson = """{ "version": "2.0", "extensions": { "queues": { "maxPollingInterval": "00:00:00.2" } } }""")
        => LocalHost.StartAsync(new LocalApp(typeof(Functions))
        {
            HostJson = hostJson,
            Storage = _queues.ConnectionString,
            Settings = new() { ["Prefix"] = _queues.Prefix, ["AzureFunctionsLocal:DrainPeriod"] = "00:00:02", ["AzureFunctionsWebHost:hostid"] = _queues.Prefix },
            Configure = builder => builder.Services.AddSingleton(_seen),
        });

    public sealed class Functions(Recorder seen)
    {
        [Function("Slow")]
        public async Task<IActionResult> SlowAsync([HttpTrigger("get")] HttpRequest request)
        {
            ArgumentNullException.ThrowIfNull(request);
            seen.Add("slow start");
            await Task.Delay(TimeSpan.FromSeconds(1), CancellationToken.None);
            seen.Add("slow end");
            return new OkResult();
        }

        [Function("Endless")]
        public async Task<IActionResult> EndlessAsync([HttpTrigger("get")] HttpRequest request, CancellationToken cancellation)
        {
            ArgumentNullException.ThrowIfNull(request);
            await WaitAsync(cancellation);
            return new OkResult();
        }

        [Function("EndlessMessage")]
        public Task EndlessMessageAsync([QueueTrigger("%Prefix%-endless")] string body, FunctionContext context)
        {
            ArgumentNullException.ThrowIfNull(body);
            ArgumentNullException.ThrowIfNull(context);
            return WaitAsync(context.CancellationToken);
        }

        [Function("Deaf")]
        public static async Task<IActionResult> DeafAsync([HttpTrigger("get")] HttpRequest request)
        {
            ArgumentNullException.ThrowIfNull(request);
            await Task.Delay(TimeSpan.FromSeconds(20));
            return new OkResult();
        }

        [Function("Noted")]
        public void Noted([QueueTrigger("%Prefix%-noted")] string body) => seen.Add($"noted {body}");

        [Function("Yearly")]
        public void Yearly([TimerTrigger("0 0 0 29 2 *")] TimerInfo timer) => seen.Add(timer is null ? "none" : "yearly");

        async Task WaitAsync(CancellationToken cancellation)
        {
            seen.Add("endless start");
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation);
            }
            catch (OperationCanceledException)
            {
                seen.Add("endless cancelled");
                throw;
            }
        }
    }
}
