using System.Text;
using System.Text.Json.Nodes;
using Serverless.Core.Searches.Requests;
using Serverless.Spaces;
using Serverless.Testing;

namespace Serverless.Core.Tests.Searches;

public sealed class SpaceFileTests
{
    static readonly ImageShape Fashion = new(1, 28, 28, 10);
    static readonly ImageShape Colour = new(3, 16, 16, 5);

    [Theory]
    [InlineData("request")]
    [InlineData("space")]
    [InlineData("definition")]
    public void Read_OwnSpaceHoweverMuchStandsAroundIt_IsThatSpace(string what)
    {
        var request = Example("own-space-cnn.json");
        var file = what switch { "request" => request, "space" => request["space"]!, _ => request["space"]!["definition"]! };

        var reading = Read(file);

        reading.Errors.ShouldBeEmpty();
        reading.Space!.Name.ShouldBe(what == "definition" ? "own" : "small-cnn");
        reading.Space.Definition!.Dimensions.Count.ShouldBe(11);
        reading.Shape.ShouldBe(what == "request" ? Fashion : null);
        Read(file, Colour).Shape.ShouldBe(Colour);
    }

    [Fact]
    public void Read_OwnImagesOfASection_AreItsShapeUnlessOthersAreAskedFor()
    {
        var space = Example("own-space-mlp.json")["space"]!;
        space["input"] = JsonNode.Parse("""{ "channels": 3, "height": 16, "width": 16, "classes": 5 }""");

        Read(space).Shape.ShouldBe(Colour);
        Read(space, Fashion).Shape.ShouldBe(Fashion);
        Read(space, Fashion).Space!.Input.ShouldBe(Fashion);
    }

    [Fact]
    public void Read_BuiltInSpaceOfARequest_HasItsSize()
    {
        var reading = Read(JsonNode.Parse("""{ "space": { "name": "mobile", "channels": 8 }, "dataset": { "name": "elsewhere" }, "anything": 1 }""")!);

        (reading.Space!.Name, reading.Space.Channels, reading.Shape).ShouldBe(("mobile", 8, null));
    }

    [Fact]
    public void Read_Faults_AreToldByTheirPlaceInTheFile()
    {
        var request = Example("own-space-mlp.json");
        request["space"]!["definition"]!["network"]![0]!["block"] = "squeeze";

        Read(request).Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/space/definition/network/0/block");
        Read(request["space"]!).Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/definition/network/0/block");
        Read(request["space"]!["definition"]!).Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/network/0/block");
        Read(JsonNode.Parse("[]")!).Errors.ShouldNotBeEmpty();
        Read(JsonNode.Parse("{}")!).Errors.ShouldHaveSingleItem().Pointer.ShouldBe("/name");
    }

    static JsonNode Example(string name) => JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "examples", name)))!;

    static SpaceFileReading Read(JsonNode file, ImageShape? shape = null) => SpaceFile.Read(
        Encoding.UTF8.GetBytes(file.ToJsonString()), shape, new RequestCatalogue { Datasets = [DatasetDescription.FashionMnist], Devices = [], Algorithms = [] });
}
