using System.Net;
using Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable;

[Collection(DurableTests.Name)]
public sealed class ManagementStartTests(SharedHub hub)
{
    [Fact]
    public async Task B01_CheckStatusResponse_FromAStarter_SaysWhereToAsk()
    {
        var response = await hub.Host.SendAsync(HttpMethod.Post, $"api/start/{nameof(Greetings.HelloCities)}");

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        response.Headers.RetryAfter.ShouldBeNull();
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var body = await response.ObjectAsync();
        var id = body["Id"]!.GetValue<string>();
        response.Headers.Location!.AbsoluteUri.ShouldBe(body["StatusQueryGetUri"]!.GetValue<string>());
        body["TerminatePostUri"]!.GetValue<string>().ShouldContain($"/instances/{id}/terminate?reason={{{{text}}}}&taskHub=");
        body["RewindPostUri"].ShouldBeNull();
        await hub.Client.EndOfAsync(id);
        var status = await hub.Host.Http.GetAsync(response.Headers.Location);
        status.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await status.ObjectAsync())["runtimeStatus"]!.GetValue<string>().ShouldBe("Completed");
    }

    [Fact]
    public async Task B01_WaitForCompletion_EndedOrNot_AnswersWithItOrWhereToAsk()
    {
        var ended = await hub.Host.SendAsync(HttpMethod.Post, $"api/wait/{nameof(Greetings.HelloCities)}");
        ended.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ended.ObjectAsync())["SerializedOutput"]!.GetValue<string>().ShouldStartWith("[\"Hello Tokyo!\"");

        (await hub.Host.SendAsync(HttpMethod.Post, $"api/wait/{nameof(Failures.FailUncaught)}"))
            .StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        (await hub.Host.SendAsync(HttpMethod.Post, $"api/wait/{nameof(Waits.WaitForGo)}")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task B02_Start_ByHttp_GivesAllAddresses()
    {
        var response = await hub.Host.CallAsync(HttpMethod.Post, $"orchestrators/{nameof(Greetings.HelloCities)}");

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(10));
        var body = await response.ObjectAsync();
        body.Select(pair => pair.Key).ShouldBe(
            [
                "id", "statusQueryGetUri", "sendEventPostUri", "terminatePostUri", "purgeHistoryDeleteUri", "restartPostUri", "suspendPostUri",
                "resumePostUri",
            ],
            ignoreOrder: true);
        response.Headers.Location!.AbsoluteUri.ShouldBe(body["statusQueryGetUri"]!.GetValue<string>());
    }

    [Fact]
    public async Task B03_Start_WithTimeoutAndInterval_WaitsForTheOutput()
    {
        var path = $"orchestrators/{nameof(Echoes.EchoText)}?timeout=30";

        var waited = await hub.Host.CallAsync(HttpMethod.Post, path + "&pollingInterval=1", "\"now\"");
        waited.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await waited.Content.ReadAsStringAsync()).ShouldBe("\"now\"");

        (await hub.Host.CallAsync(HttpMethod.Post, path, "\"later\"")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task B04_Start_BadBodyOrMethod_IsRefused()
    {
        var path = $"orchestrators/{nameof(Echoes.EchoText)}";

        var bad = await hub.Host.CallAsync(HttpMethod.Post, path, "{ not json");
        bad.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await bad.ObjectAsync())["Message"]!.GetValue<string>().ShouldBe("Invalid JSON content");
        (await hub.Host.CallAsync(HttpMethod.Get, path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await hub.Host.CallAsync(HttpMethod.Post, path + "/@entity")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await hub.Host.CallAsync(HttpMethod.Post, path + "/" + new string('x', 257))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task B11_Start_IdOfARunningInstance_Conflicts()
    {
        var path = $"orchestrators/{nameof(Waits.WaitForGo)}/b11-http";
        (await hub.Host.CallAsync(HttpMethod.Post, path)).StatusCode.ShouldBe(HttpStatusCode.Accepted);

        (await hub.Host.CallAsync(HttpMethod.Post, path)).StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task B53_ManagementApi_NeedsItsKeyAndKnownRoutes()
    {
        (await hub.Host.CallAsync(HttpMethod.Get, "instances", key: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await hub.Host.CallAsync(HttpMethod.Get, "instances", key: LocalHost.HostKey)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await hub.Host.CallAsync(HttpMethod.Get, "INSTANCES")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await hub.Host.CallAsync(HttpMethod.Get, "nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await hub.Host.CallAsync(HttpMethod.Put, "instances/x")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("X-Forwarded-Host", "example.com:444", "http://example.com:444/")]
    [InlineData("X-Forwarded-Proto", "https", "https://127.0.0.1:")]
    [InlineData("Forwarded", "for=1.2.3.4;proto=https;host=\"example.org\", for=5.6.7.8;host=inner", "https://example.org/")]
    public async Task B53_CheckStatusAddresses_FollowTheProxiesHeaders(string header, string value, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/start/{nameof(Greetings.HelloCities)}");
        request.Headers.Add(header, value);

        var response = await hub.Host.Http.SendAsync(request);

        (await response.ObjectAsync())["StatusQueryGetUri"]!.GetValue<string>().ShouldStartWith(expected);
    }

    [Fact]
    public async Task ManagementPayload_WithoutARequest_NamesTheHostItself()
    {
        var id = await hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(Greetings.HelloCities));

        var payload = Microsoft.Azure.Functions.Worker.DurableTaskClientExtensions.CreateHttpManagementPayload(hub.Client, id);

        payload.StatusQueryGetUri.ShouldNotBeNull().ShouldStartWith($"{hub.Host.Http.BaseAddress}runtime/webhooks/durabletask/instances/{id}?");
    }
}
