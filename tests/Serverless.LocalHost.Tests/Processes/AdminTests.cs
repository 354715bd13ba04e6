using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Serverless.LocalHost.Tests.Processes;

public sealed class AdminTests(SharedHost shared)
{
    [Fact]
    public async Task Timer_RunByAdmin_RunsAndWritesToItsQueue()
    {
        var host = await shared.Host;

        using var response = await RunAsync(host, "Tick", """{"input":""}""");

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await shared.ArrivesAsync("seen", "Tick now");
    }

    [Fact]
    public async Task QueueFunction_RunByAdmin_TakesTheInputForAMessage()
    {
        var host = await shared.Host;

        using var response = await RunAsync(host, "echo", """{"input":"by hand"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await shared.ArrivesAsync("seen", "Echo by hand 0");
    }

    [Theory]
    [InlineData("Nothing", "{}", HttpStatusCode.NotFound)]
    [InlineData("Off", "{}", HttpStatusCode.NotFound)]
    [InlineData("HelloAnonymous", "{}", HttpStatusCode.BadRequest)]
    [InlineData("Five", "{}", HttpStatusCode.BadRequest)]
    [InlineData("Tick", "not JSON", HttpStatusCode.BadRequest)]
    public async Task Function_ThatAdminCannotRun_IsRefused(string function, string body, HttpStatusCode expected)
    {
        var host = await shared.Host;

        using var response = await RunAsync(host, function, body);

        response.StatusCode.ShouldBe(expected);
    }

    [Fact]
    public async Task Functions_Listed_TellWhichIsDisabled()
    {
        var host = await shared.Host;

        using var response = await host.SendAsync(HttpMethod.Get, "/admin/functions", RunningHost.MasterKey);

        var functions = await response.Content.ReadFromJsonAsync<JsonElement[]>();
        functions!.Where(function => function.GetProperty("isDisabled").GetBoolean())
            .Select(function => function.GetProperty("name").GetString()).ShouldBe(["Off"]);
    }

    static Task<HttpResponseMessage> RunAsync(RunningHost host, string function, string body) => host.SendAsync(
        HttpMethod.Post, $"/admin/functions/{function}", RunningHost.MasterKey, new StringContent(body, Encoding.UTF8, "application/json"));
}
