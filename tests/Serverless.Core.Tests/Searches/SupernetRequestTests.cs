using System.Text;
using System.Text.Json.Nodes;
using Serverless.Core.Engine;
using Serverless.Core.Evaluations;
using Serverless.Core.Fidelities;
using Serverless.Core.Retraining;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Searches;

/// <summary>Requests whose candidates inherit weights before they are trained.</summary>
public sealed class SupernetRequestTests
{
    static readonly RequestCatalogue Catalogue = Requests.Catalogue with { Algorithms = ["mo-hdnas", "mtf-pdns", "nsga2", "shemoa"], Tables = KnownTables.All };

    [Fact]
    public void Read_Supernet_IsAFidelityOfItsOwnByWhichCandidatesAreCompared()
    {
        var request = Read(With(("supernet", """{ "epochs": 12, "distillation": 0.5 }"""))).Request.ShouldNotBeNull();

        request.Supernet.ShouldBe(new SupernetSpecification { Epochs = 12, NetworksPerStep = 2, Distillation = 0.5 });
        request.Promotion.ShouldNotBeNull().ZeroCostProxy.ShouldBe("supernetAccuracy");
        var ladder = RungLadder.Of(request);
        Enumerable.Range(1, 2).Select(ladder.FidelityOf).ShouldBe([$"supernet.{request.Supernet!.Identity}", "full"]);
        request.Supernet.Identity.ShouldNotBe((request.Supernet with { Distillation = null }).Identity);
        RungObjectives.At(request, ladder, rung: 1).Select(objective => objective.Name).ShouldBe(["supernetAccuracy", "latencyMs@local-cpu"]);
        RungObjectives.At(request, ladder, rung: 2).ShouldBe(request.Objectives);
    }

    [Fact]
    public void Read_SupernetAccuracyAsObjectiveAndAnotherProxy_IsTaken()
    {
        var request = Read(With(
            ("supernet", "{}"),
            ("promotion", """{ "zeroCostProxy": "naswot" }"""),
            ("objectives", """[{ "metric": "supernetAccuracy", "goal": "maximise" }, { "metric": "accuracy", "goal": "maximise" }]"""))).Request.ShouldNotBeNull();

        RungObjectives.At(request, RungLadder.Of(request), rung: 1).Select(objective => objective.Name).ShouldBe(["supernetAccuracy", "naswot"]);
    }

    [Theory]
    [InlineData("supernet/epochs", "3", "/supernet/epochs", "4 to 1,000")]
    [InlineData("supernet/networksPerStep", "9", "/supernet/networksPerStep", "1 to 8")]
    [InlineData("supernet/distillation", "0", "/supernet/distillation", "greater than 0")]
    [InlineData("supernet/kernels", "1", "/supernet/kernels", "kernels")]
    [InlineData("training/rungs", "[1, 3]", "/supernet", "start training.rungs with 0, for example [0, 3]")]
    [InlineData("space", """{ "name": "nasbench201", "channels": 8, "cellsPerStage": 1 }""", "/supernet", "only in the space 'mobile'")]
    [InlineData("space", """{ "name": "mobile", "channels": 8, "bitWidths": [8, 32] }""", "/supernet", "without bitWidths")]
    [InlineData("dataset/folds", "3", "/supernet", "remove dataset.folds")]
    [InlineData("space", """{ "name": "mobile", "channels": 64 }""", "/supernet", "With space.channels 64 the weights")]
    [InlineData("space", """{ "name": "mobile", "channels": 64 }""", "/supernet", "channels, or remove this field")]
    [InlineData("promotion", """{ "zeroCostProxy": "naswot" }""", "/supernet", "nothing is compared by inherited weights")]
    [InlineData("algorithm", """{ "name": "mtf-pdns" }""", "/supernet", "add that objective")]
    [InlineData("algorithm", """{ "name": "mo-hdnas" }""", "/supernet", "with a reference")]
    [InlineData("algorithm", """{ "name": "shemoa" }""", "/supernet", "determines how far")]
    public void Read_SupernetThatCannotBe_IsRefusedAndSaysWhatWouldDo(string path, string json, string pointer, string reason) =>
        Read(With(("supernet", "{}"), (path, json))).Errors.ShouldContain(error => error.Pointer == pointer && error.Message.Contains(reason, StringComparison.Ordinal));

    [Fact]
    public void Shared_WhatInheritedWeightsTold_StaysAtTheFidelityThatNamesTheirSupernet()
    {
        var inherited = new Evaluation
        {
            Candidate = new CandidateId("mobile:1"),
            Architecture = "k3_e1/k3_e1/k3_e1/k3_e1",
            Fidelity = "supernet.1",
            Status = EvaluationStatus.Completed,
            Recipe = "r",
            Metrics = new Dictionary<string, double> { ["supernetAccuracy"] = 50, ["accuracy"] = 90 },
            Provenance = new Dictionary<string, string> { ["supernetAccuracy"] = "inherited", ["accuracy"] = "trained" },
        };

        RungOutcomes.Shared(inherited).ShouldBeSameAs(inherited);
        var shared = RungOutcomes.Shared(inherited with { Fidelity = "full" });
        shared.Metrics.Keys.ShouldBe(["accuracy"]);
        shared.Provenance.Keys.ShouldBe(["accuracy"]);
    }

    [Theory]
    [InlineData("objectives", """[{ "metric": "supernetAccuracy", "goal": "maximise" }]""", "/objectives")]
    [InlineData("promotion", """{ "zeroCostProxy": "supernetAccuracy" }""", "/promotion/zeroCostProxy")]
    public void Read_SupernetAccuracyWithoutASupernet_IsRefused(string path, string json, string pointer) =>
        Read(With((path, json))).Errors.ShouldHaveSingleItem().Pointer.ShouldBe(pointer);

    [Theory]
    [InlineData("""[{ "metric": "accuracy", "goal": "maximise", "threshold": 50 }, { "metric": "naswot", "goal": "maximise" }, { "metric": "macs", "goal": "minimise" }]""")]
    [InlineData("""[{ "metric": "supernetAccuracy", "goal": "maximise" }, { "metric": "macs", "goal": "minimise" }]""")]
    public void Write_SearchWithASupernet_IsTrainedAgainByWhatTrainingTells(string objectives)
    {
        var search = Read(With(("supernet", "{}"), ("constraints", "[]"), ("objectives", objectives))).Request.ShouldNotBeNull();
        string[] architectures = ["k3_e1/k3_e3/k5_e6/k3_e3"];

        foreach (var written in (byte[][])[
            RetrainRequest.Write(search, architectures),
            RetrainRequest.Write(search, "s1a", architectures, RetrainOrder.Read("{}"u8.ToArray()).Order!)])
        {
            var reading = Requests.Read(Encoding.UTF8.GetString(written));
            reading.Errors.ShouldBeEmpty();
            var again = reading.Request!;
            (again.Supernet, again.Training.Rungs).ShouldBe((null, null));
            again.Objectives.Select(objective => objective.Name).ShouldBe(["accuracy", "macs"]);
        }
    }

    [Fact]
    public void Read_SupernetOfATable_IsRefused() => Read("""
        {
          "space": { "name": "nasbench201" }, "evaluator": { "kind": "table", "table": "nb201" }, "supernet": {},
          "objectives": [ { "metric": "c100_valid_200", "goal": "maximise" } ], "algorithm": { "name": "nsga2" }, "budgets": { "evaluations": 50 }
        }
        """).Errors.ShouldHaveSingleItem().Message.ShouldContain("they train nothing");

    static string With(params (string Path, string Json)[] values)
    {
        var root = JsonNode.Parse(Requests.Valid)!;
        root["space"] = JsonNode.Parse("""{ "name": "mobile", "channels": 8 }""");
        root["training"]!["rungs"] = JsonNode.Parse("[0, 3]");
        foreach (var (path, json) in values)
        {
            var keys = path.Split('/');
            keys[..^1].Aggregate(root, (node, key) => node[key]!)[keys[^1]] = JsonNode.Parse(json);
        }

        return root.ToJsonString();
    }

    static SearchRequestReading Read(string json) => SearchRequestReader.Read(Encoding.UTF8.GetBytes(json), Catalogue);
}
