using System.Text;
using System.Text.Json.Nodes;
using Serverless.Core.Generators;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Tests.Searches;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Generators;

public sealed class SeedsFromTests
{
    const string Cell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_1x1~2|";
    const string Other = "|nor_conv_1x1~0|+|none~0|skip_connect~1|+|none~0|none~1|nor_conv_1x1~2|";
    const string Asked = """{"generator": "gen-s1", "device": "board", "limit": 2.5, "count": 5}""";

    static readonly string Layers = SearchSpaces.Find("mobile")!.Format(SearchSpaces.Find("mobile")!.Sample(RandomStream.For(1, 0, 0)));
    static readonly GeneratorSeeds Seeds = new() { Generator = "gen-s1", Device = "board", Limit = 2.5, Count = 5 };

    [Fact]
    public void Read_AnAnswer_EvaluatesItFirstAndSaysWhereItIsFrom()
    {
        var request = Read(Asked, new SeedsAnswer(Seeds, "nasbench201", [Cell, Other])).Request.ShouldNotBeNull();

        request.Seeds.ShouldBe([Cell, Other]);
        request.SeedsFrom.ShouldBe(Seeds);
    }

    [Fact]
    public void Read_ARequestThatWasResolvedBefore_KeepsItsSeeds()
    {
        var request = Read(Asked, answer: null, seeds: $"""["{Other}"]""").Request.ShouldNotBeNull();

        request.Seeds.ShouldBe([Other]);
        request.SeedsFrom.ShouldBe(Seeds);
    }

    [Fact]
    public void Read_WithoutAPlatform_SaysThatItIsNotChecked()
    {
        var reading = Read(Asked, answer: null);

        reading.Request.ShouldNotBeNull().Seeds.ShouldBeNull();
        reading.Unchecked.ShouldContain(note => note.Pointer == "/seedsFrom");
    }

    [Fact]
    public void Read_NoAnswer_IsToldWhereTheFaultIs()
    {
        var fault = new AskFault("limit", AskFaultKind.LimitTooLow, "The least is 3.");

        Read(Asked, new SeedsAnswer(Seeds, "", [], fault)).Errors.ShouldContain(error => error.Pointer == "/seedsFrom/limit" && error.Message == "The least is 3.");
        Read(Asked, new SeedsAnswer(Seeds, "mobile", ["x"])).Errors.ShouldContain(error =>
            error.Pointer == "/seedsFrom/generator" && error.Message.Contains("It generates architectures of 'mobile'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nasbench201", """{"name": "nasbench201", "recipe": {"momentum": {"choices": [0, 0.9]}}}""")]
    [InlineData("mobile", """{"name": "mobile", "bitWidths": [8, 32]}""")]
    public void Read_AnAnswerOfAnotherSpaceOfThatName_IsRefused(string name, string space) =>
        Read(Asked, new SeedsAnswer(Seeds, name, [name == "mobile" ? Layers : Cell]), space: space).Errors.ShouldContain(error =>
            error.Pointer == "/seedsFrom/generator" && error.Message.Contains("is not an architecture of this search's", StringComparison.Ordinal));

    [Theory]
    [InlineData("""{}""", "/seedsFrom/generator", "This is required")]
    [InlineData("""{"generator": "No!", "device": "board"}""", "/seedsFrom/generator", "not a generator id")]
    [InlineData("""{"generator": "gen-s1"}""", "/seedsFrom/device", "This is required")]
    [InlineData("""{"generator": "gen-s1", "device": "board", "limit": 0}""", "/seedsFrom/limit", "above 0")]
    [InlineData("""{"generator": "gen-s1", "device": "board", "count": 101}""", "/seedsFrom/count", "1 to 100")]
    [InlineData("""{"generator": "gen-s1", "device": "board", "more": 1}""", "/seedsFrom/more", "not a field here")]
    public void Read_AFault_IsToldWithTheRemedy(string json, string pointer, string expected) =>
        Read(json, SeedsAnswer.None).Errors.ShouldContain(error => error.Pointer == pointer && error.Message.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void In_ABody_FindsWhatIsAskedUnlessTheSeedsAreThere()
    {
        SeedsFromSection.In(Encoding.UTF8.GetBytes($$"""{"seedsFrom": {{Asked}} }""")).ShouldBe(Seeds);
        SeedsFromSection.In(Encoding.UTF8.GetBytes($$$"""{"request": {"seedsFrom": {{{Asked}}} } }""")).ShouldBe(Seeds);
        SeedsFromSection.In(Encoding.UTF8.GetBytes($$"""{"seeds": ["x"], "seedsFrom": {{Asked}} }""")).ShouldBeNull();
        SeedsFromSection.In("""{"seedsFrom": {"generator": 1}}"""u8.ToArray()).ShouldBeNull();
        SeedsFromSection.In("""[]"""u8.ToArray()).ShouldBeNull();
    }

    static SearchRequestReading Read(string seedsFrom, SeedsAnswer? answer, string? seeds = null, string? space = null)
    {
        var json = JsonNode.Parse(Requests.Valid)!;
        json["seedsFrom"] = JsonNode.Parse(seedsFrom);
        json["seeds"] = seeds is null ? null : JsonNode.Parse(seeds);
        json["space"] = space is null ? json["space"]!.DeepClone() : JsonNode.Parse(space);
        return SearchRequestReader.Read(Encoding.UTF8.GetBytes(json.ToJsonString()), Requests.Catalogue with { Seeds = answer });
    }
}
