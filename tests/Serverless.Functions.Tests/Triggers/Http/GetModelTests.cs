using System.Net;
using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Budgets;
using Serverless.Core.Fronts;
using Serverless.Core.Searches;
using Serverless.Spaces;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>Downloads of trained networks, and requests to train them again.</summary>
[Collection(HttpCollection.Name)]
public sealed class GetModelTests(FunctionsApp app)
{
    const string Search = "models-of-a-search";
    const string Cell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_1x1~2|";

    static readonly CandidateId Kept = new("c00000000000000a1");
    static readonly CandidateId Old = new("c00000000000000a2");

    // Several parts of what is sent at once, the last one short.
    static readonly byte[] Network = [.. Enumerable.Range(0, 2_500_000).Select(i => (byte)(i * 31 >> 3))];

    [Fact]
    public async Task Get_Network_IsSentWholeWithNameAndTag()
    {
        await SeedAsync();
        using var answer = await app.Client.GetAsync(new Uri($"searches/{Search}/candidates/{Kept}/model?format=onnx", UriKind.Relative));

        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Network);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        answer.Content.Headers.ContentDisposition!.FileName.ShouldNotBeNull().Trim('"').ShouldBe($"{Kept}.onnx");
        var known = ("If-None-Match", answer.Headers.ETag.ShouldNotBeNull().ToString());
        (await app.GetAsync($"searches/{Search}/candidates/{Kept}/model", known)).Status.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Get_WhatIsNotKept_NamesTheRemedy()
    {
        await SeedAsync();

        foreach (var route in (string[])[$"{Kept}/model?format=safetensors", $"{Old}/model", $"{Old}/model?format=safetensors"])
        {
            (await app.GetAsync($"searches/{Search}/candidates/{route}")).ShouldBeProblem(HttpStatusCode.NotFound, "modelNotFound")
                .GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain("serverless front retrain models-of-a-search --candidates c0");
        }

        (await app.GetAsync($"searches/{Search}/candidates/{Kept}/model?format=pt")).ShouldBeProblem(HttpStatusCode.BadRequest, "invalidParameter");
    }

    [Theory]
    [InlineData("c9")]
    [InlineData("..%2F..%2Fmodels-of-a-search")]
    [InlineData("%00")]
    [InlineData("c00000000000000a1%2F..")]
    public async Task Get_IdOfNoCandidate_IsNotFound(string candidate)
    {
        await SeedAsync();

        (await app.GetAsync($"searches/{Search}/candidates/{candidate}/model")).Status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Get_RecipeAndCard_TellHowToTrainItAndWhatItIs()
    {
        await SeedAsync();

        var recipe = await app.GetAsync($"searches/{Search}/candidates/{Kept}/model?format=recipe");
        var card = await app.GetAsync($"searches/{Search}/candidates/{Kept}/model?format=card");

        (await app.PostAsync("./searches:validate", recipe.Body)).Json.GetProperty("seeds")[0].GetString().ShouldBe(Cell);
        card.ContentType.ShouldBe("text/markdown");
        card.Body.ShouldContain(Cell);
        card.Body.ShouldContain("| testAccuracy | 87.5 |");
    }

    [Fact]
    public async Task Retrain_Order_StartsASearchOfItsCandidatesOnce()
    {
        await SeedAsync();
        const string order = """{"candidates": ["c00000000000000a1"], "training": {"epochs": 7}, "space": {"channels": 8}}""";

        var first = await app.PostAsync($"searches/{Search}:retrain", order, ("Idempotency-Key", "again"));
        var second = await app.PostAsync($"searches/{Search}:retrain", order, ("Idempotency-Key", "again"));

        (first.Status, second.Status).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.Accepted), first.Body);
        var id = first.Json.GetProperty("id").GetString();
        second.Json.GetProperty("id").GetString().ShouldBe(id);
        first.Location.ShouldBe($"/api/searches/{id}");
        var request = JsonSerializer.Deserialize((await app.GetAsync($"searches/{id}/request")).Body, CoreJson.Default.SearchRequest)!;
        (request.RetrainOf, request.Training.Epochs, request.Space.Channels).ShouldBe((Search, 7, 8));
        request.Seeds.ShouldBe([Cell]);
        await app.PostAsync($"searches/{id}:cancel");
    }

    [Theory]
    [InlineData("""{"candidates": ["c9"]}""", HttpStatusCode.NotFound, "candidateNotFound")]
    [InlineData("""{"training": {"epochs": -1}}""", HttpStatusCode.UnprocessableEntity, "invalidRequest")]
    [InlineData("""{"epochs": 3}""", HttpStatusCode.UnprocessableEntity, "invalidRequest")]
    [InlineData("{", HttpStatusCode.BadRequest, "malformedJson")]
    public async Task Retrain_ImpossibleOrder_IsRefused(string order, HttpStatusCode status, string code)
    {
        await SeedAsync();

        (await app.PostAsync($"searches/{Search}:retrain", order)).ShouldBeProblem(status, code);
    }

    /// <summary>A search that has ended, with a network of one of its two candidates and no weights.</summary>
    async Task SeedAsync()
    {
        var request = JsonSerializer.Deserialize((await app.PostAsync("./searches:validate", FunctionsApp.Request())).Body, CoreJson.Default.SearchRequest)!;
        var now = DateTimeOffset.UnixEpoch;
        await WriteAsync("searches", $"{Search}/request.json", JsonSerializer.SerializeToUtf8Bytes(request, CoreJson.Default.SearchRequest));
        await WriteAsync("searches", $"{Search}/state.json", JsonSerializer.SerializeToUtf8Bytes(
            new SearchDocument { Id = Search, State = SearchStatus.Completed, CreatedAt = now, Generation = 1, Budget = new BudgetLedger { Limits = request.Budgets } },
            CoreJson.Default.SearchDocument));
        await WriteAsync("searches", $"{Search}/front.json", JsonSerializer.SerializeToUtf8Bytes(
            new FrontDocument
            {
                SearchId = Search,
                Generation = 1,
                Objectives = request.Objectives,
                ReferencePoint = new Dictionary<string, double>(),
                Hypervolume = 0,
                Members = [Member(Kept, "jobs/models-1/model.onnx"), Member(Old, null)],
            },
            CoreJson.Default.FrontDocument));
        await WriteAsync("jobs", "models-1/model.onnx", Network);
    }

    static FrontMember Member(CandidateId candidate, string? model) => new()
    {
        Candidate = candidate,
        Architecture = Cell,
        Objectives = new Dictionary<string, double> { ["accuracy"] = 80, ["parameters"] = 1_000 },
        Metrics = new Dictionary<string, double> { ["testAccuracy"] = 87.5 },
        ModelBlob = model,
    };

    async Task WriteAsync(string container, string name, byte[] content) =>
        await app.Blobs.GetBlobContainerClient(container).GetBlobClient(name).UploadAsync(new BinaryData(content), overwrite: true);
}
