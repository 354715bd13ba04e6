using System.Text;
using System.Text.Json.Nodes;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Core.Tests.Tables;

namespace Serverless.Core.Tests.Searches;

/// <summary>Requests whose algorithm searches by zero-cost metrics.</summary>
public sealed class ZeroCostMetricRequestTests
{
    const string OfTable = """
        {
          "space": { "name": "nasbench201" }, "evaluator": { "kind": "table", "table": "nb201" },
          "objectives": [ { "metric": "c100_valid_200", "goal": "maximise" }, { "metric": "c100_edgegpu_lat_ms", "goal": "minimise" } ],
          "algorithm": { "name": "mtf-pdns" }, "budgets": { "evaluations": 50 }
        }
        """;

    static readonly RequestCatalogue Catalogue = Requests.Catalogue with
    {
        Algorithms = ["mtf-pdns", "nsga2"],
        Tables = [.. KnownTables.All, TableTexts.Describe(TableTexts.Own)],
    };

    [Fact]
    public void Read_FirstRungOfZero_ComparesByTheAlgorithmsProxiesAndTheOtherObjectives()
    {
        var request = Read(With(("training/rungs", "[0, 3]"))).Request.ShouldNotBeNull();

        request.Promotion.ShouldNotBeNull().ZeroCostProxy.ShouldBeNull();
        request.Algorithm.CandidatesPerGeneration.ShouldBe(20);
        var ladder = RungLadder.Of(request);
        RungObjectives.At(request, ladder, rung: 1).Select(objective => objective.Name)
            .ShouldBe(["logSynflow", "jacobianCovariance", "snip", "latencyMs@local-cpu"]);
        RungObjectives.RequiredAt(request, ladder, rung: 1).Select(objective => objective.Name).ShouldBe(["latencyMs@local-cpu"], "a proxy may fail");
        RungObjectives.At(request, ladder, rung: 2).ShouldBe(request.Objectives);
        RungObjectives.RequiredAt(request, ladder, rung: 2).ShouldBe(request.Objectives);
    }

    [Fact]
    public void Read_ProxyThatIsAnObjectiveToo_HasToBeTold()
    {
        var request = Read(With(("training/rungs", "[0, 3]"), ("objectives", """
            [{ "metric": "accuracy", "goal": "maximise" }, { "metric": "snip", "goal": "maximise" }]
            """))).Request.ShouldNotBeNull();

        RungObjectives.RequiredAt(request, RungLadder.Of(request), rung: 1).Select(objective => objective.Name).ShouldBe(["snip"]);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("[1, 3]")]
    public void Read_NoFirstRungOfZero_IsRefusedAndSaysWhatWouldDo(string? rungs)
    {
        var fault = Read(rungs is null ? With() : With(("training/rungs", rungs))).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe("/training");
        fault.Message.ShouldBe(
            "'mtf-pdns' searches by the zero-cost proxies logSynflow, jacobianCovariance, snip, computed from untrained networks: start rungs with 0, for example [0, 3].");
    }

    [Fact]
    public void Read_AnotherZeroCostProxy_IsRefused()
    {
        var fault = Read(With(("training/rungs", "[0, 3]"), ("promotion", """{"reductionFactor": 5, "zeroCostProxy": "naswot"}"""))).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe("/promotion/zeroCostProxy");
    }

    [Fact]
    public void Read_Surrogate_IsRefused() =>
        Read(With(("training/rungs", "[0, 3]"), ("surrogate", "{}"))).Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/surrogate");

    [Theory]
    [InlineData(null)]
    [InlineData("""{ "reductionFactor": 10 }""")]
    public void Read_TableWithTheMetrics_IsTakenWithoutRungs(string? promotion)
    {
        var json = promotion is null ? OfTable : OfTable.Replace("\"budgets\"", $"\"promotion\": {promotion}, \"budgets\"", StringComparison.Ordinal);

        var request = Read(json).Request.ShouldNotBeNull();

        request.Promotion?.ReductionFactor.ShouldBe(10);
        (request.Promotion is null).ShouldBe(promotion is null);
    }

    [Fact]
    public void Read_TableWithoutTheMetrics_IsRefusedAndNamesThemAndTheRemedy()
    {
        var json = OfTable.Replace("\"nasbench201\"", "\"table-tiny\"", StringComparison.Ordinal).Replace("\"nb201\"", "\"tiny\"", StringComparison.Ordinal)
            .Replace("c100_valid_200", "accuracy", StringComparison.Ordinal).Replace("c100_edgegpu_lat_ms", "ms", StringComparison.Ordinal);

        var fault = Read(json).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe("/algorithm");
        fault.Message.ShouldContain("the table 'tiny' has no column of logSynflow, jacobianCovariance, snip");
        fault.Message.ShouldContain("\"metric\": \"logSynflow\"");
    }

    static string With(params (string Path, string Json)[] values)
    {
        var root = JsonNode.Parse(Requests.Valid)!;
        root["algorithm"] = new JsonObject { ["name"] = "mtf-pdns" };
        foreach (var (path, json) in values)
        {
            var keys = path.Split('/');
            keys[..^1].Aggregate(root, (node, key) => node[key]!)[keys[^1]] = JsonNode.Parse(json);
        }

        return root.ToJsonString();
    }

    static SearchRequestReading Read(string json) => SearchRequestReader.Read(Encoding.UTF8.GetBytes(json), Catalogue);
}
