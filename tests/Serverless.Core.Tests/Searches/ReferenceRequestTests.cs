using System.Text;
using System.Text.Json.Nodes;
using Serverless.Core.Fidelities;
using Serverless.Core.Jobs;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;
using Serverless.Spaces;
using Serverless.Spaces.Costs;

namespace Serverless.Core.Tests.Searches;

/// <summary>Requests whose algorithm compares candidates with a trained reference network.</summary>
public sealed class ReferenceRequestTests
{
    const string Cell = "|nor_conv_3x3~0|+|none~0|nor_conv_3x3~1|+|skip_connect~0|none~1|skip_connect~2|";

    static readonly NasBench201Space Space = new();

    static readonly RequestCatalogue Catalogue = Requests.Catalogue with { Algorithms = ["mo-hdnas", "nsga2"], Tables = KnownTables.All };

    [Fact]
    public void Read_NoReference_NamesTheLargestOfTheSpace()
    {
        var request = Read(With()).Request.ShouldNotBeNull();

        var space = SearchSpaces.Find(request.Space.Name).ShouldNotBeNull();
        var reference = ReferenceCandidate.Of(request).ShouldNotBeNull();
        reference.Architecture.ShouldBe(space.Format(LargestArchitecture.Of(space)));
        reference.Candidate.ShouldBe(space.IdOf(LargestArchitecture.Of(space)));
        (request.Algorithm.Reference, request.Algorithm.CostDiversity, request.Algorithm.CandidatesPerGeneration).ShouldBe((reference.Architecture, true, 20));
    }

    [Fact]
    public void Read_Reference_IsPartOfTheFidelityOfUntrainedCandidatesAlone()
    {
        var request = Read(With(("algorithm/reference", $"\"{Cell}\""), ("algorithm/costDiversity", "false"))).Request.ShouldNotBeNull();

        var (id, ladder) = (ReferenceCandidate.Of(request)!.Candidate, RungLadder.Of(request));
        (request.Algorithm.Reference, request.Algorithm.CostDiversity).ShouldBe((Cell, false));
        Enumerable.Range(1, 2).Select(ladder.FidelityOf).ShouldBe([$"zero-cost.{id}", "full"]);
        RungObjectives.At(request, ladder, rung: 1).Select(objective => objective.Name).ShouldBe(["representationMutualInformation", "latencyMs@local-cpu"]);
    }

    [Fact]
    public void Read_ReferenceInAnotherForm_IsKeptInTheCanonicalOne()
    {
        // The convolution on the second edge leads to a node that nothing reads.
        const string other = "|none~0|+|nor_conv_3x3~0|none~1|+|nor_conv_3x3~0|none~1|none~2|";
        Space.TryParse(other, out var architecture, out _).ShouldBeTrue();

        Read(With(("space/name", "\"nasbench201-canonical\""), ("algorithm/reference", $"\"{other}\""))).Request.ShouldNotBeNull().Algorithm.Reference
            .ShouldBe(Space.Format(Space.Canonicalise(architecture!)));
    }

    [Theory]
    [InlineData("\"|conv~0|\"", "is not an architecture of 'nasbench201")]
    [InlineData("7", "must be a text")]
    [InlineData("\"|nor_conv_3x3~0|+|none~0|none~1|+|none~0|none~1|none~2|\"", "does not depend on its input")]
    public void Read_ReferenceThatIsNone_IsRefusedByItsPlace(string reference, string reason)
    {
        var fault = Read(With(("algorithm/reference", reference))).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe("/algorithm/reference");
        fault.Message.ShouldContain(reason);
    }

    [Fact]
    public void Read_ReferenceOfAnotherAlgorithm_IsAnUnknownField() =>
        Read(With(("algorithm", $$"""{"name": "nsga2", "reference": "{{Cell}}"}"""))).Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/algorithm/reference");

    [Fact]
    public void Read_NoCost_IsRefusedAndSaysWhatWouldDo()
    {
        var fault = Read(With(("objectives", """
            [{ "metric": "accuracy", "goal": "maximise" }, { "metric": "representationMutualInformation", "goal": "maximise" }]
            """))).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe("/objectives");
        fault.Message.ShouldBe(
            "'mo-hdnas' also compares costs: add an objective that needs no training, for example {\"metric\": \"macs\", \"goal\": \"minimise\"}, or use another algorithm.");
    }

    [Fact]
    public void Read_SimilarityWithoutAReference_IsRefusedAndNamesWhoHasOne()
    {
        var fault = Read(With(("algorithm", """{"name": "nsga2"}"""), ("objectives", """
            [{ "metric": "macs", "goal": "minimise" }, { "metric": "representationMutualInformation", "goal": "maximise" }]
            """))).Errors.ShouldHaveSingleItem();

        fault.Pointer.ShouldBe("/objectives");
        fault.Message.ShouldContain("'nsga2' does not have: use mo-hdnas");
    }

    [Fact]
    public void Read_SimilarityAsTheProxyOfRungs_IsRefused() =>
        Read(With(("algorithm", """{"name": "nsga2"}"""), ("promotion", """{"zeroCostProxy": "representationMutualInformation"}""")))
            .Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/promotion/zeroCostProxy");

    [Theory]
    [InlineData("", "/algorithm", "no column of representationMutualInformation")]
    [InlineData(", \"reference\": \"" + Cell + "\"", "/algorithm", "no column of representationMutualInformation", "/algorithm/reference", "remove this field")]
    public void Read_TableWithoutTheMetric_IsRefused(string options, params string[] expected)
    {
        var errors = Read($$"""
            {
              "space": { "name": "nasbench201" }, "evaluator": { "kind": "table", "table": "nb201" },
              "objectives": [ { "metric": "c100_valid_200", "goal": "maximise" }, { "metric": "c100_edgegpu_lat_ms", "goal": "minimise" } ],
              "algorithm": { "name": "mo-hdnas"{{options}} }, "budgets": { "evaluations": 50 }
            }
            """).Errors;

        errors.Select(error => error.Pointer).ShouldBe(expected.Where((_, place) => place % 2 == 0));
        errors.Zip(expected.Where((_, place) => place % 2 == 1)).ShouldAllBe(pair => pair.First.Message.Contains(pair.Second));
    }

    [Fact]
    public void Read_TableWithoutCosts_IsRefused() => Read("""
        {
          "space": { "name": "nasbench201" }, "evaluator": { "kind": "table", "table": "nb201" },
          "objectives": [ { "metric": "c100_valid_200", "goal": "maximise" }, { "metric": "c10_valid_12", "goal": "maximise" } ],
          "algorithm": { "name": "mo-hdnas" }, "budgets": { "evaluations": 50 }
        }
        """).Errors.ShouldHaveSingleItem().Message.ShouldContain("also compares costs");

    static string With(params (string Path, string Json)[] values)
    {
        var root = JsonNode.Parse(Requests.Valid)!;
        root["algorithm"] = new JsonObject { ["name"] = "mo-hdnas" };
        root["training"]!["rungs"] = new JsonArray(0, 3);
        foreach (var (path, json) in values)
        {
            var keys = path.Split('/');
            keys[..^1].Aggregate(root, (node, key) => node[key]!)[keys[^1]] = JsonNode.Parse(json);
        }

        return root.ToJsonString();
    }

    static SearchRequestReading Read(string json) => SearchRequestReader.Read(Encoding.UTF8.GetBytes(json), Catalogue);
}
