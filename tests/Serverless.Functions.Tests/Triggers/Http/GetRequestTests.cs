using System.Net;
using System.Text.Json;
using Serverless.Core;
using Serverless.Core.Budgets;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>The request of a search, as the platform understood it.</summary>
[Collection(HttpCollection.Name)]
public sealed class GetRequestTests(FunctionsApp app)
{
    [Fact]
    public async Task Get_Accepted_IsTheRequestWithItsDefaultsFilledIn()
    {
        var id = await PostAsync();

        var answer = await app.GetAsync($"searches/{id}/request");

        (answer.Status, answer.ContentType).ShouldBe((HttpStatusCode.OK, "application/json"));
        var request = JsonSerializer.Deserialize(answer.Body, CoreJson.Default.SearchRequest).ShouldNotBeNull();
        (request.Seed, request.Space.Channels, request.Algorithm.PopulationSize).ShouldBe((400, 4, 4));
        request.Budgets.ShouldBe(new BudgetLimits { Trainings = 4 });
        request.Objectives.Select(objective => objective.Metric).ShouldBe(["accuracy", "parameters"]);
        answer.Json.GetProperty("training").GetProperty("epochs").GetInt32().ShouldBe(new Core.Searches.Requests.TrainingRecipe().Epochs);
        answer.Json.GetProperty("dataset").GetProperty("splitSeed").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task Get_Posted_MakesTheSameSearchAgain()
    {
        var first = (await app.GetAsync($"searches/{await PostAsync()}/request")).Body;

        var again = await app.PostAsync("searches", first);

        (await app.GetAsync($"searches/{again.Json.GetProperty("id").GetString()}/request")).Body.ShouldBe(first);
    }

    [Fact]
    public async Task Get_Unchanged_IsNotSentAgain()
    {
        var id = await PostAsync();
        var tag = (await app.GetAsync($"searches/{id}/request")).EntityTag.ShouldNotBeNull();

        (await app.GetAsync($"searches/{id}/request", ("If-None-Match", tag))).Status.ShouldBe(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("s00000000000000000000")]
    [InlineData("idempotency")]
    [InlineData("UPPER")]
    public async Task Get_IdOfNoSearch_IsNotFound(string id) =>
        (await app.GetAsync($"searches/{id}/request")).ShouldBeProblem(HttpStatusCode.NotFound, "searchNotFound");

    [Fact]
    public async Task Get_ItsBlobBroken_NamesIt()
    {
        var id = await PostAsync();
        await app.Blobs.GetBlobContainerClient("searches").GetBlobClient($"{id}/request.json")
            .UploadAsync(new BinaryData("{"), overwrite: true);

        (await app.GetAsync($"searches/{id}/request")).ShouldBeProblem(HttpStatusCode.InternalServerError, "documentBroken")
            .GetProperty("detail").GetString().ShouldNotBeNull().ShouldContain($"searches/{id}/request.json");
    }

    async Task<string> PostAsync()
    {
        var answer = await app.PostAsync("searches", FunctionsApp.Request(seed: 400));
        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Body);
        return answer.Json.GetProperty("id").GetString()!;
    }
}
