using System.Text.Json.Nodes;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Searches;

public sealed class ImportSectionTests
{
    const string Cell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_1x1~2|";
    const string Other = "|nor_conv_1x1~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_1x1~2|";

    [Fact]
    public void Read_CsvAsTheFrontIsExported_TakesWhatTheSearchCompares()
    {
        var csv = $"candidate,architecture,generation,accuracy [%],latencyMs@local-cpu [ms],testAccuracy [%]\r\nc1,{Cell},0,81.5,1.25,80\r\nc2,{Other},1,79,0.75,\r\n";

        var import = Read(new JsonObject { ["csv"] = csv }).Request!.ImportFrom.ShouldNotBeNull();

        import.Search.ShouldBeNull();
        import.Rows.Select(row => row.Architecture).ShouldBe([Cell, Other]);
        import.Rows[0].Metrics.ShouldBe(new Dictionary<string, double> { ["accuracy"] = 81.5, ["latencyMs@local-cpu"] = 1.25 }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("architecture,accuracy\nx,1", "Line 1: the header lacks latencyMs@local-cpu; it has 'architecture', 'accuracy'.")]
    [InlineData("architecture,accuracy,latencyMs@local-cpu [s]\n" + Cell + ",81,1", "Line 1: latencyMs@local-cpu must be in ms, not in 's'; convert the column.")]
    [InlineData("architecture,accuracy,latencyMs@local-cpu\nnone,81,1", "Line 2: 'none' is not an architecture of 'nasbench201'.")]
    [InlineData("architecture,accuracy,latencyMs@local-cpu\n" + Cell + ",81,1\n" + Cell + ",80,1", "Line 3: This is candidate ")]
    [InlineData("architecture,accuracy,latencyMs@local-cpu\n" + Cell + ",8100,1", "Line 2: accuracy is 0 to 100, not 8100; check the unit.")]
    [InlineData("architecture,accuracy,latencyMs@local-cpu\n" + Cell + ",good,1", "Line 2: accuracy is 'good', not a number")]
    [InlineData("architecture,accuracy,latencyMs@local-cpu\n", "There is no row after the header")]
    public void Read_FaultyCsv_IsToldByLine(string csv, string expected) =>
        Read(new JsonObject { ["csv"] = csv }).Errors.ShouldContain(
            error => error.Pointer == "/importFrom/csv" && error.Message.Contains(expected, StringComparison.Ordinal));

    [Theory]
    [InlineData("""{}""", "/importFrom", "Give a source")]
    [InlineData("""{"search": "s99"}""", "/importFrom/search", "There is no search 's99'")]
    [InlineData("""{"search": "No!"}""", "/importFrom/search", "is not a search id")]
    [InlineData("""{"search": "s99", "csv": "a"}""", "/importFrom/csv", "There already is search")]
    [InlineData("""{"rows": []}""", "/importFrom/rows", "no row")]
    [InlineData("""{"rows": [{"architecture": "none", "metrics": {}}]}""", "/importFrom/rows/0", "is not an architecture")]
    [InlineData("""{"rows": [{"architecture": "none", "metrics": {"accuracy": 1}}]}""", "/importFrom/rows/0", "lack latencyMs@local-cpu")]
    [InlineData("""{"search": "small"}""", "/importFrom/search", "It searched nasbench201 of 4 channels")]
    [InlineData("""{"search": "fewer"}""", "/importFrom/search", "It was trained on 100 + 2000 images")]
    [InlineData("""{"search": "empty"}""", "/importFrom/search", "No whole training of empty has accuracy, latencyMs@local-cpu")]
    public void Read_FaultySource_IsToldWithTheRemedy(string importFrom, string pointer, string expected) =>
        Read(JsonNode.Parse(importFrom)!).Errors.ShouldContain(error => error.Pointer == pointer && error.Message.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Read_AsynchronousSearch_MayImport()
    {
        var rows = JsonNode.Parse("""{"rows": [{"architecture": "CELL", "metrics": {"accuracy": 80, "latencyMs@local-cpu": 1}}]}""".Replace("CELL", Cell, StringComparison.Ordinal))!;

        Read(rows, "mode", "\"asynchronous\"").Errors.ShouldNotContain(error => error.Pointer == "/mode" || error.Pointer.StartsWith("/importFrom", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("algorithm", """{"name": "mo-hdnas"}""", "/importFrom", "compares untrained networks")]
    public void Read_WithWhatItDoesNotGo_IsRefused(string field, string json, string pointer, string expected)
    {
        var rows = JsonNode.Parse("""{"rows": [{"architecture": "CELL", "metrics": {"accuracy": 80, "latencyMs@local-cpu": 1}}]}""".Replace("CELL", Cell, StringComparison.Ordinal))!;

        Read(rows, field, json).Errors.ShouldContain(error => error.Pointer == pointer && error.Message.Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_RetryFailed_SeedsWhatFailedOnce()
    {
        var broken = new JsonObject { ["search"] = "broken", ["retryFailed"] = true };

        var request = Read(broken, "seeds", $"""["{Other}"]""").Request.ShouldNotBeNull();

        request.Seeds.ShouldBe([Other, Cell]);
        request.ImportFrom.ShouldBeNull("nothing but failures came of it");
        Read(new JsonObject { ["search"] = "broken" }).Errors.ShouldHaveSingleItem().Message.ShouldContain("No whole training of broken");
        Read(new JsonObject { ["csv"] = "architecture", ["retryFailed"] = true }).Errors.ShouldContain(error => error.Pointer == "/importFrom/retryFailed");
    }

    [Fact]
    public void In_ABody_FindsTheSearchUnlessItsRowsAreThere()
    {
        NamedSearches.In("""{"importFrom": {"search": "s99"}}"""u8.ToArray()).ShouldBe(["s99"]);
        NamedSearches.In("""{"request": {"importFrom": {"search": "s99", "rows": []}}}"""u8.ToArray()).ShouldBe(["s99"]);
        NamedSearches.In("""{"importFrom": {"search": "s99", "rows": [{}]}}"""u8.ToArray()).ShouldBeEmpty();
        NamedSearches.In("""{"importFrom": 1}"""u8.ToArray()).ShouldBeEmpty();
        NamedSearches.In("""{"importFrom": {"search": "s97", "search": "s98"}, "importFrom": {"search": "s99"}}"""u8.ToArray()).Count.ShouldBe(1, "all of a search is read for it");
    }

    static SearchRequestReading Read(JsonNode importFrom, string? field = null, string? json = null)
    {
        var known = Requests.Read(Requests.Valid).Request!;
        var root = JsonNode.Parse(Requests.Valid)!;
        root["constraints"] = new JsonArray();
        root["importFrom"] = importFrom;
        if (field is not null)
        {
            root[field] = JsonNode.Parse(json!);
        }

        return SearchRequestReader.Read(
            System.Text.Encoding.UTF8.GetBytes(root.ToJsonString()),
            Requests.Catalogue with
            {
                Algorithms = ["nsga2", "mo-hdnas"],
                Searches =
                [
                    new("small", known with { Space = known.Space with { Channels = 4 } }, [], []),
                    new("fewer", known with { Dataset = known.Dataset with { TrainingImages = 100 } }, [], []),
                    new("empty", known, [], []),
                    new("broken", known, [], [Cell, Other]),
                ],
            });
    }
}
