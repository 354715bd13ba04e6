using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Serverless.Testing;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class QueueOutputTests(AzuriteFixture azurite)
{
    readonly TestQueues _queues = new(azurite.ConnectionString);

    [Theory]
    [InlineData("text", "x")]
    [InlineData("texts", "a", "b")]
    [InlineData("poco", """{"Name":"n"}""")]
    [InlineData("pocos", """{"Name":"1"}""", """{"Name":"2"}""")]
    public async Task B46_QueueOutput_MethodValue_SendsEachItemAsBase64(string kind, params string[] expected)
    {
        await _queues.SendBase64Async("in", kind);
        await using var host = await StartAsync(typeof(Echo));

        await Eventually.HoldsAsync("the message is handled", async () => await _queues.CountAsync("in") == 0);

        (await SentAsync()).Order().ShouldBe(expected);
    }

    [Fact]
    public async Task B46_QueueOutput_Null_SendsNothing()
    {
        await _queues.SendBase64Async("in", "nothing");
        await using var host = await StartAsync(typeof(Echo));

        await Eventually.HoldsAsync("the message is handled", async () => await _queues.CountAsync("in") == 0);

        (await _queues.PeekAsync("out")).ShouldBeNull();
    }

    [Fact]
    public async Task B51_MultiOutput_HttpResultAndQueueOutput_AnswersAndSends()
    {
        await using var host = await StartAsync(typeof(Ordering));

        var response = await host.SendAsync(HttpMethod.Post, "/api/orders/lamp");

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await response.Content.ReadAsStringAsync()).ShouldBe("lamp");
        (await SentAsync()).ShouldBe(["lamp"]);
    }

    [Fact]
    public async Task B51_MultiOutput_QueueOutputNull_AnswersOnly()
    {
        await using var host = await StartAsync(typeof(Ordering));

        var response = await host.SendAsync(HttpMethod.Post, "/api/orders/none");

        response.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await _queues.PeekAsync("out")).ShouldBeNull();
    }

    async Task<IEnumerable<string>> SentAsync()
        => (await _queues.PeekAsync("out"))!.Select(text => Encoding.UTF8.GetString(Convert.FromBase64String(text)));

    Task<LocalHost> StartAsync(Type functions) => LocalHost.StartAsync(new LocalApp(functions)
    {
        Storage = _queues.ConnectionString,
        Settings = new() { ["Prefix"] = _queues.Prefix },
    });

    public sealed record Note(string Name);

    public static class Echo
    {
        [Function("Echo")]
        [QueueOutput("%Prefix%-out")]
        public static object? Run([QueueTrigger("%Prefix%-in")] string kind) => kind switch
        {
            "text" => "x",
            "texts" => new[] { "a", "b" },
            "poco" => new Note("n"),
            "pocos" => new[] { new Note("1"), new Note("2") },
            _ => null,
        };
    }

    public sealed class Placed
    {
        [HttpResult]
        public IActionResult? Answer { get; init; }

        [QueueOutput("%Prefix%-out")]
        public string? Message { get; init; }
    }

    public static class Ordering
    {
        [Function("Order")]
        public static Placed Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "orders/{item}")] HttpRequest request, string item)
        {
            ArgumentNullException.ThrowIfNull(request);
            return new Placed { Answer = new AcceptedResult((string?)null, item), Message = item == "none" ? null : item };
        }
    }
}
