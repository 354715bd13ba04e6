using System.Text;
using System.Text.Json.Nodes;
using Serverless.Algorithms;
using Serverless.Core.Budgets;
using Serverless.Core.Engine;
using Serverless.Core.Fidelities;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Searches;

/// <summary>Requests whose candidates begin with the weights of others.</summary>
public sealed class InheritanceRequestTests
{
    const string Space = """
        {
          "name": "own",
          "definition": {
            "dimensions": [
              { "name": "units", "type": "choice", "choices": [8, 16] },
              { "name": "function", "type": "choice", "choices": ["relu", "gelu"] }
            ],
            "network": [{ "block": "pool", "kind": "max", "kernel": 4 }, { "block": "linear", "units": "$units" }, { "block": "activation", "kind": "$function" }]
          }
        }
        """;

    static readonly RequestCatalogue Catalogue = Requests.Catalogue with { Algorithms = ["bulk-and-cut", "nsga2"], Tables = KnownTables.All };

    [Fact]
    public void Read_OwnSpace_IsTakenAndSharesNoEvaluations()
    {
        var request = Read().Request.ShouldNotBeNull();

        (request.Algorithm.InitialSamples, request.Algorithm.BulkEvaluations, request.Algorithm.ReductionFactor, request.Algorithm.PopulationSize).ShouldBe((10, 12, 3, 50));
        request.SharesEvaluations.ShouldBeFalse("what a candidate comes to depends on its parent");
        (request with { Algorithm = new() { Name = "nsga2" } }).SharesEvaluations.ShouldBeTrue();
    }

    [Theory]
    [InlineData("space", """{ "name": "nasbench201" }""", "/algorithm", "the networks of 'nasbench201' all have the same layers and units. Define a space of your own")]
    [InlineData("space/definition/network/1/units", "8", "/algorithm", "no decision of 'own' changes the units")]
    [InlineData("space/definition/network/1/bits", "8", "/algorithm", "weights are quantised")]
    [InlineData("evaluator", """{ "kind": "external" }""", "/algorithm", "workers train nothing")]
    [InlineData("training/rungs", "[1, 3]", "/training", "remove rungs")]
    [InlineData("training/seeds", "[1, 2]", "/training", "remove seeds and folds")]
    [InlineData("dataset/folds", "3", "/dataset", "remove seeds and folds")]
    [InlineData("space/recipe", """{ "epochs": { "choices": [1, 2] } }""", "/space", "remove recipe.epochs")]
    [InlineData("surrogate", "{}", "/surrogate", "remove this field")]
    [InlineData("algorithm/bulkEvaluations", "-1", "/algorithm/bulkEvaluations", "0 to 100,000")]
    public void Read_WhatHasNoWeightsToHandOn_IsRefusedAndSaysWhatWouldDo(string path, string json, string pointer, string reason)
    {
        var errors = Read((path, json), ("training/epochs", path.EndsWith("recipe", StringComparison.Ordinal) ? null : "3")).Errors;

        errors.ShouldContain(error => error.Pointer == pointer && error.Message.Contains(reason, StringComparison.Ordinal), string.Join('\n', errors));
    }

    [Fact]
    public void Read_ATable_IsRefused() => Read(
            ("evaluator", $$"""{ "kind": "table", "table": "{{KnownTables.All[0].Name}}" }"""), ("space", """{ "name": "nasbench201" }"""), ("dataset", null), ("training", null))
        .Errors.ShouldContain(error => error.Pointer == "/algorithm" && error.Message.Contains("workers train nothing", StringComparison.Ordinal));

    [Theory]
    [InlineData(25, 3, 8)]
    [InlineData(25, 1, 25)]
    [InlineData(2, 10, 1)]
    public void Epochs_OfACutNetwork_AreAShareOfAWholeTrainingAndCountedSo(int epochs, int factor, int cut)
    {
        var request = Read(("training/epochs", $"{epochs}"), ("algorithm/reductionFactor", $"{factor}")).Request.ShouldNotBeNull();
        var space = SearchSpaces.Of(request.Space)!;
        ProposedCandidate Of(int units, InheritanceKind? kind) => space.TryParse($"units={units} function=relu", out var architecture, out _)
            ? new ProposedCandidate(space.IdOf(architecture), space.Format(architecture), [], "test") { Inherits = kind is { } known ? new(new("c1"), "units=16 function=relu", known) : null }
            : throw new InvalidOperationException("It is one.");
        ProposedCandidate[] candidates = [Of(8, InheritanceKind.Cut), Of(16, InheritanceKind.Grow), Of(16, null)];

        CandidateShares.Of(request, candidates, []).ShouldNotBeNull().ShouldBe(
            [new TrainingShare(cut, IsBegun: false), new TrainingShare(epochs, IsBegun: false), new TrainingShare(epochs, IsBegun: false)]);
        var begun = Outcomes.Start(0, 0, candidates[0], request, new Dictionary<string, double>()) with { Cost = new() { TrainedOn = "cpu" } };
        begun.Inherits.ShouldBe(candidates[0].Inherits);
        RungOutcomes.Join(begun, before: null, RungLadder.Of(request), 1, request).Cost.Epochs.ShouldBe(cut);
        CutEpochs.AreOf(request with { Algorithm = new() { Name = "nsga2" } }).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{ "name": "cosine", "warmUpEpochs": 3, "restarts": [4, 6, 8] }""", 1, "2")]
    [InlineData("""{ "name": "cosine", "warmUpEpochs": 8 }""", 2, null)]
    [InlineData("""{ "name": "step", "milestones": [1, 3, 6, 8], "factor": 0.5 }""", 0, "1 2")]
    [InlineData("""{ "name": "constant", "warmUpEpochs": 1 }""", 0, null)]
    public void Recipe_OfACutNetwork_HasItsScheduleInTheSharesOfAWholeTraining(string schedule, int warmUp, string? epochs)
    {
        var request = Read(("training/epochs", "9"), ("training/schedule", schedule)).Request.ShouldNotBeNull();
        TrainingRecipe Of(InheritanceKind kind) => CutEpochs.RecipeOf(request, new(new("c1"), "units=16 function=relu", kind), request.Training);

        Of(InheritanceKind.Grow).ShouldBe(request.Training);
        var recipe = Of(InheritanceKind.Cut);
        (recipe.Epochs, recipe.Schedule!.WarmUpEpochs).ShouldBe((3, warmUp));
        (recipe.Schedule.Restarts ?? recipe.Schedule.Milestones)?.ShouldBe(epochs!.Split(' ').Select(int.Parse));
        recipe.Schedule.ShareAt(warmUp, stepsPerEpoch: 1, recipe.Epochs).ShouldBe(1, "it comes to the whole rate");
    }

    [Fact]
    public void RecipeHash_OfAJobThatInherits_IsThatOfItsParentsNetworkToo()
    {
        var request = Read().Request.ShouldNotBeNull();
        var job = new Job
        {
            Id = "j1",
            Kind = JobKind.Train,
            SearchId = "s1",
            InstanceId = "s1",
            EventName = "j1",
            Space = request.Space,
            Dataset = request.Dataset,
            Training = request.Training,
            Seed = 1,
        };
        var inherits = new InheritedNetwork(new("c1"), "units=8 function=relu", InheritanceKind.Grow, "jobs/j0/model.onnx");

        string Of(InheritedNetwork? of) => (job with { Inherits = of }).RecipeHashOn(job.Dataset);

        Of(null).ShouldBe(RecipeHash.Of(request));
        new[] { null, inherits, inherits with { Kind = InheritanceKind.Cut }, inherits with { ModelBlob = "jobs/j2/model.onnx" } }.Select(Of).ShouldBeUnique();
    }

    static SearchRequestReading Read(params (string Path, string? Json)[] changes)
    {
        var root = JsonNode.Parse(Requests.Valid)!.AsObject();
        root["space"] = JsonNode.Parse(Space);
        root["algorithm"] = new JsonObject { ["name"] = "bulk-and-cut" };
        root["objectives"] = JsonNode.Parse("""[{ "metric": "accuracy", "goal": "maximise" }, { "metric": "parameters", "goal": "minimise" }]""");
        foreach (var (path, json) in changes)
        {
            var keys = path.Split('/');
            var parent = keys[..^1].Aggregate((JsonNode)root, (node, key) => node is JsonArray list ? list[int.Parse(key)]! : node[key]!);
            parent.AsObject().Remove(keys[^1]);
            if (json is not null)
            {
                parent[keys[^1]] = JsonNode.Parse(json);
            }
        }

        return SearchRequestReader.Read(Encoding.UTF8.GetBytes(root.ToJsonString()), Catalogue);
    }
}
