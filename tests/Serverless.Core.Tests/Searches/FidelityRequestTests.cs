using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Searches;

/// <summary>Requests whose algorithm determines how far candidates are trained.</summary>
public sealed class FidelityRequestTests
{
    const string Table = """
        {
          "space": { "name": "nasbench201" }, "evaluator": { "kind": "table", "table": "nb201" },
          "objectives": [ { "metric": "c100_valid_200", "goal": "maximise" }, { "metric": "c100_edgegpu_lat_ms", "goal": "minimise" } ],
          "algorithm": { "name": "shemoa", "rungs": 2 }, "budgets": { "evaluations": 200 }
        }
        """;

    static readonly RequestCatalogue Catalogue = Requests.Catalogue with { Algorithms = ["mo-bohb", "nsga2", "shemoa"], Tables = KnownTables.All };

    [Theory]
    [InlineData("""{"epochs": 9}""", """{"name": "shemoa"}""", new[] { 1, 3, 9 })]
    [InlineData("""{"epochs": 20}""", """{"name": "shemoa", "rungs": 2, "reductionFactor": 4}""", new[] { 5, 20 })]
    [InlineData("""{"epochs": 9, "rungs": [1, 3, 9]}""", """{"name": "shemoa"}""", new[] { 1, 3, 9 })]
    public void Read_Fidelities_AreTheRungsInWholeEpochs(string training, string algorithm, int[] epochs)
    {
        var request = Read(training, algorithm).Request.ShouldNotBeNull();

        request.Training.Rungs.ShouldBe(epochs);
        request.Training.Schedule!.Restarts.ShouldBe(epochs[..^1], "networks are compared when they have settled");
        request.Promotion.ShouldBeNull();
        var written = JsonSerializer.SerializeToUtf8Bytes(request, CoreJson.Default.SearchRequest);
        var again = SearchRequestReader.Read(written, Catalogue);
        again.Errors.ShouldBeEmpty();
        JsonSerializer.SerializeToUtf8Bytes(again.Request, CoreJson.Default.SearchRequest).ShouldBe(written);
    }

    [Fact]
    public void Read_OneFidelity_IsASearchWithoutRungs() =>
        Read("""{"epochs": 9}""", """{"name": "shemoa", "rungs": 1}""").Request.ShouldNotBeNull().Training.Rungs.ShouldBeNull();

    [Theory]
    [InlineData("""{"epochs": 9, "rungs": [3, 9]}""", "", "/training/rungs", "to 1, 3, 9 epochs: remove this field")]
    [InlineData("""{"epochs": 4}""", "", "/training", "would be 1, 1, 4 of 4 epochs: give at least 5 epochs, or give the algorithm fewer rungs")]
    [InlineData("""{"epochs": 9}""", ", \"promotion\": {\"reductionFactor\": 2}", "/promotion", "remove this field")]
    [InlineData("""{"epochs": 9}""", ", \"mode\": \"asynchronous\"", "/mode", "generation by generation")]
    [InlineData("""{"epochs": 9}""", ", \"surrogate\": {}", "/surrogate", "remove this field")]
    [InlineData("""{"epochs": 9}""", ", \"importFrom\": {\"rows\": []}", "/importFrom", "shorter trainings")]
    public void Read_WhatDoesNotGoTogether_IsNamedWithTheRemedy(string training, string more, string pointer, string text)
    {
        var fault = Read(training, """{"name": "shemoa"}""", more).Errors.First(error => error.Pointer == pointer);

        fault.Message.ShouldContain(text);
    }

    [Fact]
    public void Read_Table_TakesTheTrainingsThatItHas()
    {
        var request = ReadTable(Table).Request.ShouldNotBeNull();

        (request.Training.Epochs, request.Training.Schedule).ShouldBe((200, null));
        request.Training.Rungs.ShouldBe([12, 200]);
        ReadTable(JsonSerializer.Serialize(request, CoreJson.Default.SearchRequest)).Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"rungs\": 2", "\"rungs\": 3", "has 2, of 12 and 200 epochs: give the algorithm \"rungs\": 2")]
    [InlineData("c100_valid_200", "c100_valid_12", "has one training each: give the algorithm \"rungs\": 1")]
    public void Read_TableWithoutAsManyTrainings_IsRefusedWithTheRemedy(string given, string instead, string text)
    {
        var fault = ReadTable(Table.Replace(given, instead, StringComparison.Ordinal)).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe("/algorithm");
        fault.Message.ShouldContain(text);
    }

    [Theory]
    [InlineData("""{"epochs": 165}""", "/budgets/epochs", "starts 80 candidates that it does not train to the end before the first that it does, which takes 166 of these")]
    [InlineData("""{"trainings": 79, "epochs": 900}""", "/budgets/trainings", "which takes 80 of these")]
    [InlineData("""{"evaluations": 100}""", "/budgets/evaluations", "which takes 101 of these: the front stays empty. Allow more, or give the algorithm a smaller populationSize")]
    [InlineData("""{"gpuSeconds": 331, "gpuSecondsPerEpoch": 2, "generations": 500}""", "/budgets/gpuSeconds", "which takes 332 of these")]
    public void Warnings_LimitBeforeTheFirstWholeTraining_IsNamedWithTheRemedy(string budgets, string pointer, string text)
    {
        var warning = Warnings(budgets, """{"name": "shemoa"}""").ShouldHaveSingleItem();

        warning.Pointer.ShouldBe(pointer);
        warning.Message.ShouldContain(text);
    }

    [Theory]
    [InlineData("""{"epochs": 166, "trainings": 80, "evaluations": 101}""", """{"name": "shemoa"}""")]
    [InlineData("""{"epochs": 20}""", """{"name": "shemoa", "populationSize": 2, "rungEvaluations": 2}""")]
    [InlineData("""{"epochs": 9}""", """{"name": "mo-bohb"}""")]
    [InlineData("""{"epochs": 9}""", """{"name": "shemoa", "rungs": 1}""")]
    public void Warnings_FrontWithinTheLimits_AreNone(string budgets, string algorithm) => Warnings(budgets, algorithm).ShouldBeEmpty();

    static IReadOnlyList<FieldError> Warnings(string budgets, string algorithm)
    {
        var root = JsonNode.Parse(Requests.Valid)!;
        root["training"] = JsonNode.Parse("""{"epochs": 9}""");
        (root["algorithm"], root["budgets"]) = (JsonNode.Parse(algorithm), JsonNode.Parse(budgets));
        var reading = SearchRequestReader.Read(Encoding.UTF8.GetBytes(root.ToJsonString()), Catalogue);
        return RequestWarnings.Of(reading.Request.ShouldNotBeNull(string.Join(' ', reading.Errors)), Catalogue);
    }

    static SearchRequestReading Read(string training, string algorithm, string more = "")
    {
        var root = JsonNode.Parse(Requests.Valid.Replace("\"seed\": 7", $"\"seed\": 7{more}", StringComparison.Ordinal))!;
        root["training"] = JsonNode.Parse(training);
        root["algorithm"] = JsonNode.Parse(algorithm);
        return SearchRequestReader.Read(Encoding.UTF8.GetBytes(root.ToJsonString()), Catalogue);
    }

    static SearchRequestReading ReadTable(string json) => SearchRequestReader.Read(Encoding.UTF8.GetBytes(json), Catalogue);
}
