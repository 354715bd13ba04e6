using System.Text.Json;
using System.Text.Json.Nodes;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Spaces.Definitions;

namespace Serverless.Core.Tests.Searches;

public sealed class OwnSpaceRequestTests
{
    const string Definition = """
        {
          "dimensions": [
            { "name": "layers", "type": "integer", "low": 1, "high": 2 },
            { "name": "units1", "type": "choice", "choices": [8, 16] },
            { "name": "units2", "type": "choice", "choices": [8, 16], "when": { "layers": [2] } },
            { "name": "activation", "type": "choice", "choices": ["relu", "gelu"] }
          ],
          "constraints": [{ "left": "units2", "operator": "<=", "right": "units1" }],
          "network": [
            { "block": "pool", "kind": "max", "kernel": 4 },
            {
              "block": "repeat", "count": "$layers",
              "blocks": [{ "block": "linear", "units": { "times": ["$units{i}", 2] } }, { "block": "activation", "kind": "$activation" }]
            }
          ]
        }
        """;

    [Fact]
    public void Read_Definition_IsKeptWithTheImagesOfTheDataset()
    {
        var space = Read(Definition).Request.ShouldNotBeNull().Space;

        space.Input.ShouldBe(new ImageShape(1, 28, 28, 10));
        var own = SearchSpaces.Of(space).ShouldBeOfType<OwnSpace>();
        own.CandidateCount.ShouldBe(2 * (2 + 3));
        own.Dimensions.Select(dimension => dimension.Name).ShouldBe(["layers", "units1", "units2", "activation"]);
    }

    [Fact]
    public void Read_WhatWasWritten_IsTheSameRequest()
    {
        var request = Read(Definition).Request.ShouldNotBeNull();

        var read = Requests.Read(JsonSerializer.Serialize(request, CoreJson.Default.SearchRequest)).Request.ShouldNotBeNull();

        read.Space.ShouldBe(request.Space);
        JsonSerializer.Deserialize(JsonSerializer.Serialize(request, CoreJson.Default.SearchRequest), CoreJson.Default.SearchRequest)!.Space.ShouldBe(request.Space);
    }

    [Fact]
    public void RecipeHash_OtherNetwork_IsAnother()
    {
        var request = Read(Definition).Request.ShouldNotBeNull();
        var other = Read(Definition.Replace("\"kernel\": 4", "\"kernel\": 2", StringComparison.Ordinal)).Request.ShouldNotBeNull();

        RecipeHash.Of(other).ShouldNotBe(RecipeHash.Of(request));
        other.Space.ShouldNotBe(request.Space);
    }

    [Fact]
    public void Read_Seeds_AreOfTheDefinition()
    {
        var root = Request(Definition);
        root["seeds"] = new JsonArray("layers=1 units1=8 activation=gelu", "layers=2 units1=8 units2=16 activation=relu", "layers=3");

        var errors = Requests.Read(root.ToJsonString()).Errors;

        errors.Select(error => error.Pointer).ShouldBe(["/seeds/1", "/seeds/2"]);
        errors[0].Message.ShouldContain("constraints");
    }

    [Fact]
    public void Read_FaultsOfEverything_AreToldInOnePass()
    {
        var root = Request("""
            {
              "dimensions": [
                { "name": "layers", "type": "integer", "low": 3, "high": 2 },
                { "name": "units", "type": "choice", "choices": [8, 16] },
                { "name": "deep", "type": "boolean", "when": { "layers": [2] } }
              ],
              "constraints": [{ "left": "units", "operator": "~", "right": 4 }],
              "network": [
                { "block": "pool", "kind": "max", "kernel": 40, "stride": 99 },
                { "block": "pool", "kind": "max", "kernel": 30 },
                { "block": "repeat", "count": "$layers", "blocks": [{ "block": "linear", "units": "$unit", "bits": 9 }] },
                { "block": "dropout", "rate": 2, "when": { "deep": [true], "units": [7] } },
                { "block": "flatten" },
                { "block": "conv", "channels": "$units", "kernel": 4 }
              ]
            }
            """);
        root["space"]!["channels"] = 4;

        Requests.Read(root.ToJsonString()).Errors.Select(error => error.Pointer).ShouldBe(
            [
                "/space/channels",
                "/space/definition/dimensions/0/high",
                "/space/definition/constraints/0/operator",
                "/space/definition/network/0/kernel",
                "/space/definition/network/0/stride",
                "/space/definition/network/2/blocks/0/units",
                "/space/definition/network/2/blocks/0/bits",
                "/space/definition/network/3/when/units/0",
                "/space/definition/network/3/rate",
                "/space/definition/network/5/kernel",
            ],
            ignoreOrder: true,
            "the shapes after the first faulty block, such as the second pool's window, are not known");
    }

    [Theory]
    [InlineData("\"low\": 1", "\"low\": 3", "/space/definition/dimensions/0/high", "below low, 3")]
    [InlineData("\"low\": 1", "\"lowest\": 1", "/space/definition/dimensions/0/lowest", "not a field here")]
    [InlineData("\"type\": \"integer\"", "\"type\": 7", "/space/definition/dimensions/0/type", "must be a text")]
    [InlineData("[8, 16], \"when\"", "[8, {}], \"when\"", "/space/definition/dimensions/2/choices/1", "not an object")]
    [InlineData("\"operator\": \"<=\", ", "", "/space/definition/constraints/0/operator", "required")]
    [InlineData("\"kernel\": 4", "\"kernel\": 40", "/space/definition/network/0/kernel", "from 2 to 31")]
    [InlineData("\"kernel\": 4", "\"kernel\": 30", "/space/definition/network/0/kernel", "larger than the map, 1 × 28 × 28")]
    [InlineData("\"kernel\": 4", "\"size\": 4", "/space/definition/network/0/kernel", "pool requires this")]
    [InlineData("\"kernel\": 4", "\"kernel\": 4, \"units\": 4", "/space/definition/network/0/units", "A block pool does not have this field")]
    [InlineData("\"block\": \"linear\"", "\"block\": \"dense\"", "/space/definition/network/1/blocks/0/block", "'dense' is not a block")]
    [InlineData("\"$units{i}\", 2", "\"$units{i}\"", "/space/definition/network/1/blocks/0/units", "product of 2 to 8")]
    [InlineData("\"$units{i}\", 2", "\"$units{j}\", 2", "/space/definition/network/1/blocks/0/units", "'units{j}' is not a decision")]
    public void Read_OneFault_IsReportedThere(string what, string instead, string pointer, string message)
    {
        var errors = Read(Definition.Replace(what, instead, StringComparison.Ordinal)).Errors;

        errors.Where(error => error.Pointer == pointer).ShouldHaveSingleItem(string.Join('\n', errors)).Message.ShouldContain(message);
    }

    [Fact]
    public void Read_SeveralFaults_AreReportedTogether()
    {
        var errors = Read(Definition.Replace("\"low\": 1", "\"low\": 3", StringComparison.Ordinal).Replace("\"block\": \"linear\"", "\"block\": \"dense\"", StringComparison.Ordinal)
            .Replace("\"left\": \"units2\"", "\"left\": \"activation\"", StringComparison.Ordinal)).Errors;

        errors.Select(error => error.Pointer).ShouldBe(
            ["/space/definition/network/1/blocks/0/block", "/space/definition/dimensions/0/high", "/space/definition/constraints/0/left"],
            ignoreOrder: true);
    }

    [Theory]
    [InlineData("name", "\"mobile\"", "built-in")]
    [InlineData("name", "\"table-x\"", "built-in")]
    [InlineData("name", "\"../x\"", "lower-case letters")]
    [InlineData("channels", "8", "The definition determines")]
    [InlineData("input", """{ "channels": 3, "height": 28, "width": 28, "classes": 10 }""", "The dataset has 1 × 28 × 28")]
    [InlineData("definition", "7", "must be an object")]
    [InlineData("definition", "{}", "")]
    public void Read_SpaceFault_IsReportedThere(string field, string value, string message)
    {
        var root = Request(Definition);
        root["space"]![field] = JsonNode.Parse(value);

        Requests.Read(root.ToJsonString()).Errors.ShouldContain(error => error.Pointer.StartsWith($"/space/{field}", StringComparison.Ordinal) && error.Message.Contains(message));
    }

    [Fact]
    public void Read_HugeDefinition_IsRefusedBySizeAlone()
    {
        var many = string.Join(", ", Enumerable.Repeat("{ \"block\": \"flatten\" }", 2000));

        var error = Read($$"""{ "dimensions": [], "network": [{{many}}] }""").Errors.ShouldHaveSingleItem();

        (error.Pointer, error.Message.Contains("at most 32,768", StringComparison.Ordinal)).ShouldBe(("/space/definition", true));
    }

    [Fact]
    public void Read_SearchOfATable_HasNoSpaceOfItsOwn()
    {
        var root = Request(Definition);
        root["evaluator"] = JsonNode.Parse("""{ "kind": "table", "table": "nasbench201" }""");

        Requests.Read(root.ToJsonString()).Errors.ShouldContain(error => error.Pointer == "/space/definition" && error.Message.Contains("No table has rows"));
    }

    static SearchRequestReading Read(string definition) => Requests.Read(Request(definition).ToJsonString());

    static JsonObject Request(string definition)
    {
        var root = JsonNode.Parse(Requests.Valid)!.AsObject();
        root["space"] = new JsonObject { ["name"] = "own", ["definition"] = JsonNode.Parse(definition) };
        return root;
    }
}
