using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Validation;

public sealed class VisibleTextTests
{
    [Theory]
    [InlineData('\n', true)]
    [InlineData('\u0085', true)]
    [InlineData('\u061C', true)]
    [InlineData('\u200F', true)]
    [InlineData('\u2028', true)]
    [InlineData('\u202E', true)]
    [InlineData('\u2066', true)]
    [InlineData('\u200D', false)]
    [InlineData('\u202F', false)]
    [InlineData('\u05D0', false)]
    [InlineData(' ', false)]
    public void IsControl_OfACharacter_TellsWhetherItChangesHowOthersShow(char character, bool expected) =>
        VisibleText.IsControl(character).ShouldBe(expected);

    [Fact]
    public void Quote_OfALongText_HalvesNoCharacter()
    {
        var quote = VisibleText.Quote(new string('a', 59) + "\U0001F600" + "b");

        quote.ShouldBe($"'{new string('a', 59)}...'");
    }
}
