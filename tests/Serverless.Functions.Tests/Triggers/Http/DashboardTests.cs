using System.Net;
using System.Text.Json;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Evaluations;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>The dashboard's files, and the route that it reads.</summary>
[Collection(HttpCollection.Name)]
public sealed class DashboardTests(FunctionsApp app)
{
    static readonly (string, string) NoKey = ("x-functions-key", "");

    [Fact]
    public async Task Page_WithoutAKey_IsSentWithAPolicyThatLetsNothingIn()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("dashboard", UriKind.Relative));
        request.Headers.Add("x-functions-key", "");
        using var answer = await app.Client.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'self';");
        policy.ShouldNotContain("unsafe");
        (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Testing.FunctionsHost.HostKey);
    }

    [Theory]
    [InlineData("dashboard", "text/html")]
    [InlineData("dashboard/app.js", "text/javascript")]
    [InlineData("dashboard/style.css", "text/css")]
    public async Task File_Unchanged_IsNotSentAgain(string route, string contentType)
    {
        var first = await app.GetAsync(route, NoKey);
        first.ContentType.ShouldBe(contentType);

        var second = await app.GetAsync(route, NoKey, ("If-None-Match", first.EntityTag.ShouldNotBeNull()));

        (second.Status, second.Body).ShouldBe((HttpStatusCode.NotModified, ""));
    }

    [Theory]
    [InlineData("dashboard/..%2Fhost.json")]
    [InlineData("dashboard/index.htm")]
    [InlineData("dashboard/APP.JS")]
    public async Task File_ThatTheDashboardDoesNotHave_IsNotFound(string route) =>
        (await app.GetAsync(route, NoKey)).ShouldBeProblem(HttpStatusCode.NotFound, "routeNotFound");

    [Fact]
    public async Task Columns_WithoutAKey_AreRefused() => (await app.GetAsync("searches/s1/columns", NoKey)).Status.ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Columns_OfManyGenerations_AreReadPageByPageInOrder()
    {
        const int Generations = 260;
        var id = JsonDocument.Parse((await app.PostAsync("searches", FunctionsApp.Request(seed: 77))).Body).RootElement.GetProperty("id").GetString()!;
        await app.PostAsync($"searches/{id}:cancel");
        await Testing.Eventually.HoldsAsync(
            "the search has ended", async () => (await app.GetAsync($"searches/{id}")).Json.GetProperty("state").GetString() == "Cancelled");
        var container = app.Blobs.GetBlobContainerClient("searches");
        await Parallel.ForEachAsync(Enumerable.Range(0, Generations), async (generation, cancellation) => await container
            .GetBlobClient(BlobPaths.EvaluationSet(id, generation).Name).UploadAsync(Json(Set(generation), CoreJson.Default.EvaluationSet), overwrite: true, cancellation));
        var state = JsonSerializer.Deserialize(
            (await container.GetBlobClient(BlobPaths.State(id).Name).DownloadContentAsync()).Value.Content, CoreJson.Default.SearchDocument)!;
        await container.GetBlobClient(BlobPaths.State(id).Name).UploadAsync(
            Json(state with { Generation = Generations }, CoreJson.Default.SearchDocument), overwrite: true);

        var first = await ReadAsync($"searches/{id}/columns");
        var second = await ReadAsync(first.NextLink.ShouldNotBeNull());
        var later = await ReadAsync($"searches/{id}/columns?generation={Generations}");

        int[] generations = [.. first.Generation, .. second.Generation];
        generations.ShouldBe(Enumerable.Range(0, Generations));
        first.Metrics["accuracy"][7].ShouldBe(7);
        (second.NextGeneration, second.NextLink).ShouldBe((Generations, null));
        (later.Candidate.Count, later.NextGeneration).ShouldBe((0, Generations));
    }

    static BinaryData Json<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => new(JsonSerializer.SerializeToUtf8Bytes(value, type));

    static EvaluationSet Set(int generation) => new()
    {
        Generation = generation,
        Evaluations =
        [
            new Evaluation
            {
                Candidate = new CandidateId("cdb5fc54e8c4dc3ca"),
                Architecture = "an architecture",
                Generation = generation,
                Fidelity = "full",
                Status = EvaluationStatus.Completed,
                Metrics = new Dictionary<string, double> { ["accuracy"] = generation },
                Recipe = "0123456789abcdef",
            },
        ],
    };

    async Task<EvaluationColumns> ReadAsync(string route)
    {
        var answer = await app.GetAsync(route);
        answer.Status.ShouldBe(HttpStatusCode.OK, answer.Body);
        return JsonSerializer.Deserialize(answer.Body, CoreJson.Default.EvaluationColumns)!;
    }
}
