using System.Net;
using Azure.Storage.Blobs;
using Serverless.Functions.Tests.Tables;
using Serverless.Testing;

namespace Serverless.Functions.Tests.Triggers.Http;

/// <summary>Searches of a table through the whole platform; there is no worker.</summary>
[Collection(HttpCollection.Name)]
public sealed class PostTableSearchTests(FunctionsApp app)
{
    const string Request = """
        {
          "space": {"name": "table-formula"}, "evaluator": {"kind": "table", "table": "formula"},
          "objectives": [{"metric": "score", "goal": "maximise", "threshold": 0}, {"metric": "ms", "goal": "minimise", "threshold": 20}],
          "algorithm": {"name": "nsga2", "batchSize": 20}, "budgets": {"evaluations": 50}, "seed": 5
        }
        """;

    [Fact]
    public async Task Post_SearchOfATable_EndsWithoutAnyWorker()
    {
        await UploadAsync();

        var answer = await app.PostAsync("searches", Request);

        answer.Status.ShouldBe(HttpStatusCode.Accepted, answer.Body);
        var ended = await Eventually.GetAsync("it ends", async () =>
            (await app.GetAsync(answer.Location!)) is var search && search.Json.GetProperty("state").GetString() is "Completed" or "Failed" ? search : null);
        ended.Json.GetProperty("state").GetString().ShouldBe("Completed", ended.Body);
        ended.Json.GetProperty("stopReason").GetString().ShouldBe("budgetEvaluations");
        ended.Json.GetProperty("budget").GetProperty("evaluationsSpent").GetInt32().ShouldBe(50);
        ended.Json.GetProperty("generation").GetInt32().ShouldBe(3);
        ended.Json.GetProperty("hypervolume").GetDouble().ShouldBeGreaterThan(0);
        var first = (await app.GetAsync($"{answer.Location}/evaluations")).Json.GetProperty("value")[0];
        first.GetProperty("provenance").GetProperty("score").GetString().ShouldBe("table");
    }

    [Fact]
    public async Task Post_WhatTheTableDoesNotHave_IsRefusedWithAllFaults()
    {
        await UploadAsync();

        var answer = await app.PostAsync("searches", Request
            .Replace("\"ms\"", "\"miliseconds\"", StringComparison.Ordinal)
            .Replace("\"evaluations\": 50", "\"trainings\": 50", StringComparison.Ordinal));

        answer.ShouldBeProblem(HttpStatusCode.UnprocessableEntity, "invalidRequest");
        answer.Body.ShouldContain("/objectives/1/metric");
        answer.Body.ShouldContain("/budgets/trainings");
    }

    [Fact]
    public async Task Post_TableThatIsBroken_TellsOfTheBlob()
    {
        var container = app.Blobs.GetBlobContainerClient("tables");
        await container.GetBlobClient("shattered/table.json").UploadAsync(BinaryData.FromString("{}"), overwrite: true);

        var answer = await app.PostAsync("searches", Request.Replace("\"table\": \"formula\"", "\"table\": \"shattered\"", StringComparison.Ordinal));

        answer.Status.ShouldBe(HttpStatusCode.InternalServerError);
        answer.Body.ShouldContain("tables/shattered/table.json");
    }

    async Task UploadAsync()
    {
        var container = app.Blobs.GetBlobContainerClient("tables");
        await Upload(container, "formula/formula.csv", FormulaTable.Rows);
        await Upload(container, "formula/table.json", FormulaTable.Description);
    }

    static async Task Upload(BlobContainerClient container, string name, string text) => await
        container.GetBlobClient(name).UploadAsync(BinaryData.FromString(text), overwrite: true);
}
