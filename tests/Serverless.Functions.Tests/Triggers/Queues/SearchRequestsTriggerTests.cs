using System.Net;
using System.Text.Json;
using Azure.Storage.Queues;
using Serverless.Functions.Tests.Triggers.Http;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Triggers.Queues;

/// <summary>Messages sent to the real app.</summary>
[Collection(HttpCollection.Name)]
public sealed class SearchRequestsTriggerTests(FunctionsApp app)
{
    const string Queue = "search-requests";

    [Fact]
    public async Task Message_Valid_StartsASearchOfTheIdItAsksFor()
    {
        await SendAsync(WithId("from-a-message", seed: 100));
        await SendPlainAsync(WithId("from-plain-json", seed: 108));

        await ShouldRunAsync("from-a-message");
        await ShouldRunAsync("from-plain-json");
        var request = (await app.GetAsync("searches/from-a-message/request")).Json;
        request.GetProperty("seed").GetInt32().ShouldBe(100);
        request.TryGetProperty("id", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Message_DeliveredThreeTimes_StartsOneSearch()
    {
        var before = await app.CountSearchesAsync();
        for (var delivery = 0; delivery < 3; delivery++)
        {
            await SendAsync(WithId("thrice", seed: 101));
        }

        await SendAsync(WithId("after-thrice", seed: 102));
        await ShouldRunAsync("thrice");
        await ShouldRunAsync("after-thrice");
        await Eventually.HoldsAsync("all messages are handled", async () => await CountAsync(Queue) == 0);

        (await app.CountSearchesAsync()).ShouldBe(before + 2);
        (await app.GetAsync("searches/thrice")).Json.GetProperty("createdAt").GetDateTimeOffset().ShouldBeLessThan(DateTimeOffset.UtcNow);
    }

    [Fact]
    public async Task Message_WithoutId_StartsASearchOfItsOwn()
    {
        var before = await app.CountSearchesAsync();

        await SendAsync(FunctionsApp.Request(seed: 103));

        await Eventually.HoldsAsync("there is one more search", async () => await app.CountSearchesAsync() == before + 1);
    }

    [Fact]
    public async Task Message_Invalid_EndsInThePoisonQueueWithItsProblemAndOthersGoOn()
    {
        var poisoned = await CountAsync(Queue + "-poison");
        var manyFaults = await SendAsync("""{"id": "NO", "space": {"name": "nasbench202"}, "budgets": {}, "colour": "red"}""");
        var malformed = await SendAsync("{");
        var plain = await SendPlainAsync("<plain>");
        var result = (await app.Queues.GetQueueClient("job-results").SendMessageAsync("{}")).Value.MessageId;
        await SendAsync(WithId("among-bad-ones", seed: 104));

        await ShouldRunAsync("among-bad-ones");
        await Eventually.HoldsAsync(
            "all three are in the poison queue", async () => await CountAsync(Queue + "-poison") >= poisoned + 3, TimeSpan.FromMinutes(5));
        var problem = await ProblemAsync(manyFaults);
        problem.GetProperty("code").GetString().ShouldBe("invalidRequest");
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(
            ["/id", "/space/name", "/dataset", "/objectives", "/budgets", "/colour"], ignoreOrder: true);
        foreach (var message in (string[])[malformed, plain, result])
        {
            (await ProblemAsync(message)).GetProperty("code").GetString().ShouldBe("malformedJson");
        }
    }

    [Fact]
    public async Task Message_IdOfAnotherRequest_IsRejectedAndLeavesThatAlone()
    {
        await SendAsync(WithId("already-mine", seed: 105));
        await ShouldRunAsync("already-mine");

        var other = await SendAsync(WithId("already-mine", seed: 106));

        await Eventually.HoldsAsync("it is rejected", async () => await app.Blobs.GetBlobContainerClient("rejected").GetBlobClient(other + ".json").ExistsAsync());
        (await ProblemAsync(other)).GetProperty("code").GetString().ShouldBe("searchIdTaken");
        (await app.GetAsync("searches/already-mine/request")).Json.GetProperty("seed").GetInt32().ShouldBe(105);
    }

    [Fact]
    public async Task Message_SentByTheExample_StartsItsSearch()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "request.json");
        await File.WriteAllTextAsync(file, FunctionsApp.Request(seed: 107));
        await using var example = ChildProcess.Start(
            "node",
            [Path.Combine(RepositoryPaths.Root, "examples", "enqueue.mjs"), file, "by-the-example"],
            new Dictionary<string, string?> { ["AzureWebJobsStorage"] = app.Storage.ConnectionString });

        (await example.WaitForExitAsync()).ShouldBe(0, example.Output);

        await ShouldRunAsync("by-the-example");
        (await app.GetAsync("searches/by-the-example/request")).Json.GetProperty("seed").GetInt32().ShouldBe(107);
    }

    static string WithId(string id, int seed) => $$"""{"id": "{{id}}", {{FunctionsApp.Request(seed).TrimStart()[1..]}}""";

    async Task<string> SendAsync(string message) => (await app.Queues.GetQueueClient(Queue).SendMessageAsync(message)).Value.MessageId;

    async Task<string> SendPlainAsync(string message)
    {
        var plain = new QueueServiceClient(app.Storage.ConnectionString, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None });
        return (await plain.GetQueueClient(Queue).SendMessageAsync(message)).Value.MessageId;
    }

    async Task<int> CountAsync(string queue) => (await app.Queues.GetQueueClient(queue).GetPropertiesAsync()).Value.ApproximateMessagesCount;

    Task ShouldRunAsync(string searchId) => Eventually.HoldsAsync($"{searchId} runs", async () =>
        await app.GetAsync($"searches/{searchId}") is { Status: HttpStatusCode.OK } answer && answer.Json.GetProperty("state").GetString() == "Running");

    async Task<JsonElement> ProblemAsync(string messageId)
    {
        var blob = await app.Blobs.GetBlobContainerClient("rejected").GetBlobClient(messageId + ".json").DownloadContentAsync();
        return JsonDocument.Parse(blob.Value.Content).RootElement;
    }
}
