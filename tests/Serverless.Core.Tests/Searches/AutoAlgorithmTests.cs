using System.Text.Json;
using Serverless.Algorithms;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Searches;

public sealed class AutoAlgorithmTests
{
    static readonly AlgorithmSpecification Models = new AlgorithmSpecification { Name = "gp-ehvi" }.Completed();

    [Theory]
    [InlineData(null)]
    [InlineData("""{}""")]
    [InlineData("""{"name":"auto"}""")]
    public void Read_NoAlgorithmNamed_TakesModelsForFewEvaluations(string? algorithm) =>
        Requests.ReadWith("algorithm", algorithm).Request.ShouldNotBeNull().Algorithm.ShouldBe(Models);

    [Fact]
    public void Read_BatchSize_IsTheChosenOnes() =>
        Requests.ReadWith("algorithm", """{"batchSize":3}""").Request.ShouldNotBeNull().Algorithm.ShouldBe(Models with { BatchSize = 3 });

    [Theory]
    [InlineData("""{"trainings":1000,"evaluations":5000}""", "gp-ehvi")]
    [InlineData("""{"trainings":1001}""", "neighbourhood-evolution")]
    [InlineData("""{"evaluations":1001}""", "neighbourhood-evolution")]
    [InlineData("""{"wallClockSeconds":60}""", "gp-ehvi")]
    public void Read_Budgets_DecideBetweenModelsAndEvolution(string budgets, string expected)
    {
        var request = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Requests.Valid)!;
        request.Remove("algorithm");
        request["budgets"] = JsonSerializer.Deserialize<JsonElement>(budgets);

        Requests.Read(JsonSerializer.Serialize(request)).Request.ShouldNotBeNull().Algorithm.Name.ShouldBe(expected);
    }

    [Fact]
    public void Read_Surrogate_HasEvolutionProposeForIt()
    {
        var request = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(Requests.Valid)!;
        request.Remove("algorithm");
        request["surrogate"] = JsonSerializer.Deserialize<JsonElement>("""{"kind":"ridge"}""");

        Requests.Read(JsonSerializer.Serialize(request)).Request.ShouldNotBeNull().Algorithm.Name.ShouldBe("nsga2");
    }

    [Fact]
    public void Read_AsItIsKept_IsReadAsTheSame()
    {
        var kept = Requests.ReadWith("algorithm", null).Request.ShouldNotBeNull();

        var reading = SearchRequestReader.Read(
            JsonSerializer.SerializeToUtf8Bytes(kept, CoreJson.Default.SearchRequest), Requests.Catalogue with { Algorithms = ["gp-ehvi"] });

        reading.Errors.ShouldBeEmpty();
        reading.Request.ShouldNotBeNull().Algorithm.ShouldBe(kept.Algorithm);
    }

    [Fact]
    public void Read_OptionOfAnAlgorithmThatIsNotNamed_IsRefused() =>
        Requests.ReadWith("algorithm", """{"populationSize":20}""").Errors.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                error => error.Pointer.ShouldBe("/algorithm/populationSize"),
                error => error.Message.ShouldContain("use one of name, batchSize"));

    [Fact]
    public void Read_NameThatIsNone_TellsOfAuto() =>
        Requests.ReadWith("algorithm/name", "\"atuo\"").Errors.ShouldHaveSingleItem().Message.ShouldContain("Did you mean 'auto'?");
}
