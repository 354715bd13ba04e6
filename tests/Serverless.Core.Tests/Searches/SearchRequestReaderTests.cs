using System.Text;
using System.Text.Json;
using Serverless.Algorithms;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Core.Tests.Searches;

public sealed class SearchRequestReaderTests
{
    [Fact]
    public void Read_ValidRequest_ReadsEveryField()
    {
        var reading = Requests.Read(Requests.Valid);

        reading.Errors.ShouldBeEmpty();
        reading.IsValid.ShouldBeTrue();
        var expected = JsonSerializer.Deserialize(Requests.Valid, CoreJson.Default.SearchRequest);
        Serialise(reading.Request!).ShouldBe(Serialise(expected!));
    }

    [Fact]
    public void Read_ShortestRequest_TakesTheDefaults()
    {
        var reading = Requests.Read("""
            {
              "$schema": "https://example.org/search.schema.json", "schemaVersion": 1, "name": null,
              "space": { "name": "nasbench201" }, "dataset": { "name": "fashion-mnist" },
              "objectives": [ { "metric": "parameters", "goal": "minimise" } ],
              "algorithm": { "name": "random" }, "budgets": { "generations": 2.0 }
            }
            """);

        reading.Errors.ShouldBeEmpty();
        var request = reading.Request.ShouldNotBeNull();
        request.Space.Channels.ShouldBe(16);
        request.Space.CellsPerStage.ShouldBe(5);
        request.Dataset.TrainingImages.ShouldBe(50_000);
        request.Dataset.ValidationImages.ShouldBe(10_000);
        request.Algorithm.ShouldBe(new AlgorithmSpecification { Name = "random", BatchSize = 8 });
        request.Training.ShouldBe(new TrainingRecipe());
        request.Constraints.ShouldBeEmpty();
        request.Budgets.Generations.ShouldBe(2);
        request.Seed.ShouldBe(0);
    }

    [Fact]
    public void Read_AnotherSpace_TakesThatSpacesDefaultsAndEveryAnalyticMetric()
    {
        var reading = Requests.Read("""
            {
              "space": { "name": "nasbench-macro" }, "dataset": { "name": "fashion-mnist" },
              "objectives": [ { "metric": "accuracy", "goal": "maximise" }, { "metric": "peakMemoryBytes", "goal": "minimise" } ],
              "constraints": [ { "metric": "macs", "atMost": 1e9 }, { "metric": "peakMemoryBytes", "atMost": 1e6 } ],
              "algorithm": { "name": "random" }, "budgets": { "trainings": 2 }
            }
            """);

        reading.Errors.ShouldBeEmpty();
        reading.Request!.Space.ShouldBe(new SpaceSpecification { Name = "nasbench-macro", Channels = 32, CellsPerStage = 1 });
    }

    [Fact]
    public void Read_WrittenRequest_ComesBack()
    {
        var request = Requests.Read(Requests.Valid).Request!;

        var again = Requests.Read(Serialise(request));

        again.Errors.ShouldBeEmpty();
        Serialise(again.Request!).ShouldBe(Serialise(request));
    }

    [Fact]
    public void Read_EveryExampleOfTheRepository_IsValid()
    {
        var examples = Directory.GetFiles(Path.Combine(RepositoryPaths.ArtifactsBin, "..", "..", "examples"), "*.json");

        examples.ShouldNotBeEmpty();
        foreach (var example in examples)
        {
            Requests.Read(File.ReadAllText(example)).Errors.ShouldBeEmpty(example);
        }
    }

    [Fact]
    public void Read_ByteOrderMark_IsPassedOver()
    {
        var reading = SearchRequestReader.Read(Encoding.UTF8.GetBytes("\uFEFF" + Requests.Valid), Requests.Catalogue);

        reading.IsValid.ShouldBeTrue();
    }

    [Fact]
    public void Read_ManyFaults_ReportsAllAtOnceInOrder()
    {
        var reading = Requests.Read("""
            {
              "spase": 1,
              "space": { "name": "nasbench101", "channels": 0, "depth": 3 },
              "dataset": { "name": "fashion-mnits", "trainingImages": 1.5 },
              "objectives": [ { "metric": "acuracy", "goal": "maximize" }, 7 ],
              "constraints": [ { "metric": "naswot" } ],
              "training": { "momentum": 1 },
              "budgets": { "trainings": 0, "hours": 1 },
              "seed": "1"
            }
            """);

        reading.Request.ShouldBeNull();
        reading.IsValid.ShouldBeFalse();
        reading.Errors.Select(error => error.Pointer).ShouldBe(
        [
            "/space/name", "/space/channels", "/space/depth", "/dataset/name", "/dataset/trainingImages", "/objectives/1",
            "/objectives/0/metric", "/objectives/0/goal", "/constraints/0/metric", "/constraints/0", "/training/momentum",
            "/budgets/trainings", "/budgets/hours", "/seed", "/spase",
        ]);
    }

    [Fact]
    public void Read_OtherImplementationsOfGoal_AreNotSilentlyMinimised() =>
        Requests.ReadWith("objectives/0/goal", "\"maximize\"").Errors.ShouldHaveSingleItem()
            .Message.ShouldBe("'maximize' is not a valid goal; use one of minimise, maximise. Did you mean 'maximise'?");

    [Theory]
    [InlineData("objectives/1/device", "\"board\"")]
    [InlineData("objectives/1", """{ "metric": "energyMj", "goal": "minimise", "device": "local-cpu", "threshold": 9 }""")]
    [InlineData("objectives/1", """{ "metric": "energyMj", "goal": "minimise", "device": "meter" }""")]
    [InlineData("objectives/0/threshold", "-1e30")]
    [InlineData("budgets", """{ "wallClockSeconds": 0.5 }""")]
    [InlineData("constraints/0", """{ "metric": "macs", "atLeast": 5, "atMost": 5 }""")]
    [InlineData("constraints/0", """{ "metric": "latencyMs", "device": "local-cpu", "atMost": 5 }""")]
    [InlineData("constraints/0", """{ "metric": "latencyMs", "device": "board", "atMost": 5 }""")]
    [InlineData("constraints/0", """{ "metric": "energyMj", "device": "local-cpu", "atMost": 5 }""")]
    [InlineData("constraints/0", """{ "metric": "accuracy", "atLeast": 60 }""")]
    [InlineData("constraints", "[]")]
    [InlineData("training", null)]
    [InlineData("seed", "-9223372036854775808")]
    [InlineData("dataset", """{ "name": "fashion-mnist", "trainingImages": 59999, "validationImages": 1 }""")]
    [InlineData("name", "\"Ελληνικά 1/2\"")]
    public void Read_UnusualButLegal_IsAccepted(string path, string? json) => Requests.ReadWith(path, json).Errors.ShouldBeEmpty();

    [Fact]
    public void Read_Goals_AreThoseOfTheContract()
    {
        var request = Requests.Read(Requests.Valid).Request!;

        request.Objectives.Select(objective => objective.Goal).ShouldBe([Goal.Maximise, Goal.Minimise]);
        request.Objectives.Select(objective => objective.Name).ShouldBe(["accuracy", "latencyMs@local-cpu"]);
    }

    static string Serialise(SearchRequest request) => JsonSerializer.Serialize(request, CoreJson.Default.SearchRequest);
}
