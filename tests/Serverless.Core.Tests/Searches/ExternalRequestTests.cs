using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Evaluators;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Searches;

/// <summary>Requests whose candidates are evaluated by a user's program.</summary>
public sealed class ExternalRequestTests
{
    const string Valid = """
        {
          "space": { "name": "nasbench201" }, "evaluator": { "kind": "external", "name": "my-board" },
          "objectives": [ { "metric": "hits", "goal": "maximise", "unit": "1/s" }, { "metric": "energyPerFrame", "goal": "minimise", "threshold": 12 } ],
          "constraints": [ { "metric": "heat.max", "atMost": 70 } ], "algorithm": { "name": "nsga2" }, "budgets": { "evaluations": 20 }
        }
        """;

    [Fact]
    public void Read_ExternalRequest_TakesMetricsOfAnyName()
    {
        var request = Requests.Read(Valid).Request.ShouldNotBeNull();

        request.IsExternal.ShouldBeTrue();
        request.Objectives.Select(objective => (objective.Name, objective.Unit)).ShouldBe([("hits", "1/s"), ("energyPerFrame", null)]);
        ReportedMetrics.Of(request).ShouldBe(["hits", "energyPerFrame", "heat.max"]);
        request.Dataset.Shape.ShouldBeNull();
    }

    [Fact]
    public void Read_ImportOfWhatTheProgramReports_TakesMetricsOfAnyName()
    {
        var root = JsonNode.Parse(Valid)!;
        root["objectives"]![0]!["metric"] = "architecture";
        root["objectives"]![1]!["metric"] = "parameters";
        root["importFrom"] = new JsonObject
        {
            ["rows"] = JsonNode.Parse("""[{ "architecture": "|none~0|+|none~0|none~1|+|none~0|none~1|skip_connect~2|", "metrics": { "architecture": 1, "parameters": 2 } }]"""),
        };
        root.AsObject().Remove("constraints");

        Requests.Read(root.ToJsonString()).Request.ShouldNotBeNull().ImportFrom!.Rows.ShouldHaveSingleItem().Metrics.ShouldBe(
            new Dictionary<string, double> { ["architecture"] = 1, ["parameters"] = 2 }, ignoreOrder: true);

        root["importFrom"] = new JsonObject { ["csv"] = "architecture,parameters\n|none~0|+|none~0|none~1|+|none~0|none~1|skip_connect~2|,2\n" };
        Requests.Read(root.ToJsonString()).Errors.ShouldNotBeEmpty("the column is the architecture's, and no number");
    }

    [Theory]
    [InlineData("")]
    [InlineData(", \"training\": { \"epochs\": 9, \"rungs\": [1, 9] }, \"dataset\": { \"name\": \"fashion-mnist\" }")]
    public void Read_WrittenExternalRequest_ComesBack(string more)
    {
        var written = JsonSerializer.Serialize(Requests.Read(With(more)).Request, CoreJson.Default.SearchRequest);

        var again = Requests.Read(written);

        again.Errors.ShouldBeEmpty();
        JsonSerializer.Serialize(again.Request, CoreJson.Default.SearchRequest).ShouldBe(written);
    }

    [Fact]
    public void Read_DatasetNamed_CountsCostsAndAsksForTheRest()
    {
        var request = Requests.Read(Valid
            .Replace("heat.max", "parameters", StringComparison.Ordinal)
            .Replace("\"budgets\"", "\"dataset\": { \"name\": \"fashion-mnist\" }, \"budgets\"", StringComparison.Ordinal)).Request.ShouldNotBeNull();

        ReportedMetrics.Of(request).ShouldBe(["hits", "energyPerFrame"]);
        var evaluator = new ExternalEvaluator(request);
        evaluator.KnownConstraints.ShouldHaveSingleItem().Metric.ShouldBe("parameters");
        evaluator.KnownOf(evaluator.Space.Create(new int[evaluator.Space.Dimensions.Count])).Keys.ShouldContain("parameters");
        evaluator.Targets.Count.ShouldBe(2);
    }

    [Fact]
    public void Read_NoDataset_AsksForCostsToo() =>
        ReportedMetrics.Of(Requests.Read(Valid.Replace("heat.max", "parameters", StringComparison.Ordinal)).Request.ShouldNotBeNull()).ShouldContain("parameters");

    [Theory]
    [InlineData("\"surrogate\": {}", "/surrogate", "gp-ehvi")]
    [InlineData("\"training\": { \"learningRate\": 0.5 }", "/training", "its own recipe")]
    [InlineData("\"training\": { \"epochs\": 9, \"rungs\": [1, 9], \"schedule\": { \"name\": \"constant\" } }", "/training", "its own recipe")]
    [InlineData("\"training\": { \"epochs\": 9, \"rungs\": [0, 9] }", "/training", "at least 1")]
    [InlineData("\"training\": { \"epochs\": 9 }, \"budgets\": { \"epochs\": 3 }", "/budgets", "not enough")]
    [InlineData("\"dataset\": { \"name\": \"fashion-mnist\", \"trainingImages\": 4000, \"validationImages\": 1000, \"folds\": 5 }", "/dataset", "remove folds")]
    [InlineData("\"evaluator\": { \"kind\": \"external\", \"name\": \"a/b\" }", "/evaluator/name", "not a valid evaluator name")]
    [InlineData("\"evaluator\": { \"kind\": \"external\", \"table\": \"nb201\" }", "/evaluator/table", "not a field here")]
    [InlineData("\"objectives\": [ { \"metric\": \"a@b\", \"goal\": \"minimise\" } ]", "/objectives/0/metric", "not a valid metric name")]
    [InlineData("\"objectives\": [ { \"goal\": \"minimise\" } ]", "/objectives/0/metric", "that your program reports it under")]
    [InlineData("\"objectives\": [ { \"metric\": \"a\", \"goal\": \"minimise\", \"device\": \"local-cpu\" } ]", "/objectives/0/device", "reports every metric")]
    [InlineData("\"objectives\": [ { \"metric\": \"latencyMs\", \"goal\": \"minimise\", \"unit\": \"s\" } ]", "/objectives/0/unit", "is in ms everywhere")]
    [InlineData("\"objectives\": [ { \"metric\": \"a\", \"goal\": \"minimise\", \"unit\": \"\\u0007\" } ]", "/objectives/0/unit", "not a valid unit")]
    [InlineData("\"constraints\": [ { \"atMost\": 1 } ]", "/constraints/0/metric", "that your program reports it under")]
    public void Read_WhatMakesNoSense_IsRefusedWithAReason(string section, string pointer, string message)
    {
        var root = JsonNode.Parse(Valid)!.AsObject();
        foreach (var (name, value) in JsonNode.Parse($"{{{section}}}")!.AsObject())
        {
            root[name] = value!.DeepClone();
        }

        var error = Requests.Read(root.ToJsonString()).Errors.ShouldHaveSingleItem();

        error.Pointer.ShouldBe(pointer);
        error.Message.ShouldContain(message);
    }

    [Fact]
    public void Read_NothingToReport_IsRefused() => Requests.Read("""
        {
          "space": { "name": "nasbench201" }, "evaluator": { "kind": "external" }, "dataset": { "name": "fashion-mnist" },
          "objectives": [ { "metric": "macs", "goal": "minimise" } ], "budgets": { "evaluations": 20 }
        }
        """).Errors.ShouldHaveSingleItem().Message.ShouldContain("your program has nothing to report");

    [Fact]
    public void Of_AnotherProgramOrOtherMetrics_IsAnotherRecipe()
    {
        SearchRequest[] requests =
        [
            .. new[] { Valid, Valid.Replace("my-board", "your-board", StringComparison.Ordinal), Valid.Replace("hits", "misses", StringComparison.Ordinal) }
                .Select(text => Requests.Read(text).Request!),
        ];

        requests.Select(RecipeHash.Of).Distinct().Count().ShouldBe(3);
        requests.ShouldAllBe(request => request.SharesEvaluations);
        Requests.Read(Valid.Replace(", \"name\": \"my-board\"", "", StringComparison.Ordinal)).Request!.SharesEvaluations.ShouldBeFalse();
    }

    static string With(string more) => Valid[..Valid.LastIndexOf('}')] + more + "}";
}
