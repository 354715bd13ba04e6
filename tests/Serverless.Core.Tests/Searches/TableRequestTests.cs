using System.Text;
using System.Text.Json;
using Serverless.Core.Objectives;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tables;

namespace Serverless.Core.Tests.Searches;

/// <summary>Requests whose candidates are looked up in a table.</summary>
public sealed class TableRequestTests
{
    const string Valid = """
        {
          "space": { "name": "nasbench201" }, "evaluator": { "kind": "table", "table": "nb201" },
          "objectives": [ { "metric": "c100_valid_200", "goal": "maximise" }, { "metric": "c100_edgegpu_lat_ms", "goal": "minimise", "threshold": 12 } ],
          "constraints": [ { "metric": "mflops_c100", "atMost": 100 } ],
          "algorithm": { "name": "nsga2" }, "budgets": { "evaluations": 200 }
        }
        """;

    static readonly RequestCatalogue Catalogue = Requests.Catalogue with { Tables = KnownTables.All };

    [Fact]
    public void Read_TableRequest_TakesMetricsFromTheTable()
    {
        var request = Read(Valid).Request.ShouldNotBeNull();

        request.Table.ShouldBe("nb201");
        request.Objectives.Select(objective => objective.Name).ShouldBe(["c100_valid_200", "c100_edgegpu_lat_ms"]);
        request.Dataset.ShouldBe(new DatasetSpecification { Name = "nb201", TrainingImages = 0, ValidationImages = 0 });
    }

    [Fact]
    public void Read_TransformersOfADevice_AreOfTheSpaceOfTheirTable()
    {
        var request = Read("""
            {
              "space": { "name": "table-hat-wmt14ende-xeon" }, "evaluator": { "kind": "table", "table": "hat-wmt14ende-xeon" },
              "objectives": [ { "metric": "parameters", "goal": "maximise" }, { "metric": "latency_ms", "goal": "minimise" } ],
              "algorithm": { "name": "nsga2" }, "budgets": { "evaluations": 200 }
            }
            """).Request.ShouldNotBeNull();

        request.Objectives.Select(objective => (objective.Name, objective.Goal)).ShouldBe([("parameters", Goal.Maximise), ("latency_ms", Goal.Minimise)]);
    }

    [Fact]
    public void Read_LayersOfFbnet_AreASpaceAndFourDevices()
    {
        var request = Read("""
            {
              "space": { "name": "fbnet" }, "evaluator": { "kind": "table", "table": "fbnet" },
              "objectives": [ { "metric": "macs", "goal": "maximise" }, { "metric": "raspi4_ms", "goal": "minimise" }, { "metric": "fpga_ms", "goal": "minimise" } ],
              "constraints": [ { "metric": "eyeriss_ms", "atMost": 8 } ],
              "algorithm": { "name": "nsga2" }, "budgets": { "evaluations": 200 }
            }
            """).Request.ShouldNotBeNull();

        (request.Space.Name, request.Space.Channels, request.Table).ShouldBe(("fbnet", 16, "fbnet"));
    }

    [Fact]
    public void Read_LimitOfFailuresOfATable_IsRefused()
    {
        var error = Read(Valid.Replace("\"budgets\"", "\"maxFailures\": 3, \"budgets\"", StringComparison.Ordinal)).Errors.ShouldHaveSingleItem();

        error.Pointer.ShouldBe("/maxFailures");
        error.Message.ShouldContain("remove this field");
    }

    [Fact]
    public void Read_WrittenTableRequest_ComesBack()
    {
        var written = JsonSerializer.Serialize(Read(Valid).Request, CoreJson.Default.SearchRequest);

        var again = Read(written);

        again.Errors.ShouldBeEmpty();
        JsonSerializer.Serialize(again.Request, CoreJson.Default.SearchRequest).ShouldBe(written);
    }

    [Fact]
    public void Read_SurrogateOfATableOfAKnownSpace_IsTaken() =>
        Read(With("{}")).Request.ShouldNotBeNull().Surrogate.ShouldNotBeNull().Kind.ShouldBe("ridge");

    [Fact]
    public void Read_SurrogateOfATable_LearnsFromNoOtherSearches() =>
        Read(With("""{ "otherSearches": true }""")).Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/surrogate/otherSearches");

    [Fact]
    public void Read_SaidToTrain_IsAsWithoutEvaluator()
    {
        var request = Read(Requests.Valid.Replace("\"seed\"", "\"evaluator\": { \"kind\": \"training\" }, \"seed\"", StringComparison.Ordinal)).Request;

        request.ShouldNotBeNull().Table.ShouldBeNull();
    }

    [Fact]
    public void Read_ManyFaults_TellsAllAtOnce()
    {
        var reading = Read("""
            {
              "space": { "name": "nasbench-macro" }, "evaluator": { "kind": "table", "table": "nb201" }, "dataset": { "name": "fashion-mnist" },
              "objectives": [ { "metric": "accuracy", "goal": "maximise" }, { "metric": "c10_test_200", "goal": "minimise", "device": "local-cpu" } ],
              "constraints": [ { "metric": "parameters", "atMost": 1 } ],
              "algorithm": { "name": "nsga2" }, "budgets": { "trainings": 200 }
            }
            """);

        reading.Errors.Select(error => error.Pointer).ShouldBe(
        [
            "/space/name", "/dataset/name", "/objectives/0/metric", "/objectives/1/goal", "/objectives/1/device", "/constraints/0/metric",
            "/budgets/trainings",
        ]);
        reading.Errors[0].Message.ShouldContain("use one of nasbench201, nasbench201-canonical.");
        reading.Errors[3].Message.ShouldContain("must be maximised; use maximise.");
    }

    [Fact]
    public void Read_UnknownTable_IsTheOnlyFault() =>
        Read(Valid.Replace("\"nb201\"", "\"nb210\"", StringComparison.Ordinal)).Errors.ShouldHaveSingleItem().Message
            .ShouldBe($"'nb210' is not a valid table; use one of {string.Join(", ", KnownTables.All.Select(table => table.Name))}. Did you mean 'nb201'?");

    [Theory]
    [InlineData("nasbench201-canonical")]
    [InlineData("table-mine")]
    public void Read_UnknownTableOfAPartialCatalogue_IsNoFaultAndToldOf(string space)
    {
        var reading = SearchRequestReader.Read(
            Encoding.UTF8.GetBytes(Valid
                .Replace("\"table\": \"nb201\"", "\"table\": \"mine\"", StringComparison.Ordinal)
                .Replace("nasbench201", space, StringComparison.Ordinal)),
            Catalogue with { IsPartial = true });

        reading.Errors.ShouldBeEmpty();
        reading.Unchecked.ShouldHaveSingleItem().Pointer.ShouldBe("/evaluator/table");
    }

    [Theory]
    [InlineData("{ \"kind\": \"oracle\" }", "/evaluator/kind", "use one of training, table")]
    [InlineData("{ \"kind\": \"training\", \"table\": \"nb201\" }", "/evaluator/table", "is not a field here")]
    [InlineData("{ \"kind\": \"table\" }", "/evaluator/table", "This is required: the table")]
    [InlineData("\"table\"", "/evaluator", "must be an object")]
    public void Read_WrongEvaluator_NamesTheFault(string evaluator, string pointer, string message) =>
        Read(Valid.Replace("""{ "kind": "table", "table": "nb201" }""", evaluator, StringComparison.Ordinal)).Errors
            .ShouldContain(error => error.Pointer == pointer && error.Message.Contains(message));

    static string With(string surrogate) => Valid.Replace("\"algorithm\"", $"\"surrogate\": {surrogate}, \"algorithm\"", StringComparison.Ordinal);

    static SearchRequestReading Read(string json) => SearchRequestReader.Read(Encoding.UTF8.GetBytes(json), Catalogue);
}
