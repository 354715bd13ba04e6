using Serverless.Core.Searches.Requests;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Searches;

public sealed class BitWidthsRequestTests
{
    [Fact]
    public void Read_WidthsOfMobile_AreThoseOfTheSpaceAndOfTheRecipesHash()
    {
        var request = Read("mobile", "[32, 8]").Request.ShouldNotBeNull();

        request.Space.BitWidths.ShouldBe([8, 32], "their order does not count");
        SearchSpaces.Of(request.Space)!.HasBitWidths.ShouldBeTrue();
        RecipeHash.Of(request).ShouldBe(RecipeHash.Of(Read("mobile", "[8, 32]").Request!));
        RecipeHash.Of(request).ShouldNotBe(RecipeHash.Of(Read("mobile", "[4, 32]").Request!));
    }

    [Theory]
    [InlineData("nasbench201", "[8, 32]", "/space/bitWidths", "'nasbench201' have no choice of bit widths; only those of 'mobile' have")]
    [InlineData("mobile", "[8]", "/space/bitWidths", "[8] are not two or more different widths from 2 to 8, or 32 for layers that are not quantised; for example [8, 32].")]
    [InlineData("mobile", "[8, 8]", "/space/bitWidths", "[8, 8] are not two or more")]
    [InlineData("mobile", "[8, 16]", "/space/bitWidths", "[8, 16] are not two or more")]
    [InlineData("mobile", "[1, 8]", "/space/bitWidths/0", "from 2 to 32, not 1")]
    [InlineData("mobile", "8", "/space/bitWidths", "list")]
    public void Read_OtherWidths_NamesFieldValueAndRemedy(string space, string widths, string pointer, string message)
    {
        var (_, faults) = Read(space, widths);

        faults.ShouldContain(fault => fault.Pointer == pointer && fault.Message.Contains(message, StringComparison.Ordinal), string.Join('\n', faults));
    }

    [Fact]
    public void Read_WidthsBesideADefinition_SaysThatBlocksHaveThem()
    {
        var faults = Requests.ReadWith("space", """{ "name": "own", "definition": {}, "bitWidths": [8, 32] }""").Errors;

        faults.ShouldContain(fault => fault.Pointer == "/space/bitWidths" && fault.Message.Contains("blocks of a definition set theirs", StringComparison.Ordinal));
    }

    [Fact]
    public void Read_DeviceMeasuredWithOtherWidths_NamesThem()
    {
        var device = Requests.Boards(1)[0] with { Space = new() { Name = "mobile", Channels = 32, CellsPerStage = 1, BitWidths = [8, 32] } };

        Requests.ReadWithLatencyOn([device]).Errors.ShouldHaveSingleItem().Message.ShouldContain("for mobile of 32 channels and 1 cells a stage of 8 or 32 bits");
    }

    static (SearchRequest? Request, IReadOnlyList<Core.Validation.FieldError> Faults) Read(string space, string widths)
    {
        var read = Requests.ReadWith("space", $$"""{ "name": "{{space}}", "bitWidths": {{widths}} }""");
        return (read.Request, read.Errors);
    }
}
