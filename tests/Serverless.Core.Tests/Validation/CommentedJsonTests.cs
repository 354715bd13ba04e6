using System.Text;
using Serverless.Core.Searches.Requests;
using Serverless.Core.Validation;

namespace Serverless.Core.Tests.Validation;

public sealed class CommentedJsonTests
{
    [Theory]
    [InlineData("{\"a\": [1, 2,], // é\n \"b\": \"// no, comment\",\n}", "{\"a\": [1, 2 ],     \n \"b\": \"// no, comment\" \n}")]
    [InlineData("/* á\r\n , */ [ /* , */ ] //", "    \r\n      [         ]   ")]
    [InlineData("[1 /* a, b */ , /* c */ ]// end", "[1                      ]      ")]
    [InlineData("\uFEFF{ } // x", "\uFEFF{ }     ")]
    public void ToStrict_CommentsAndLastCommas_AreBlanksInTheSamePlaces(string text, string strict) => Strict(text).ShouldBe(strict);

    [Theory]
    [InlineData("")]
    [InlineData("{\"a\": 1}")]
    [InlineData("[,]")]
    [InlineData("[1,,]")]
    [InlineData("{\"a\" 1, // not reached\n}")]
    [InlineData("{\"a\": 1 /")]
    public void ToStrict_NothingToBlankBeforeAFault_IsTheSame(string text)
    {
        var content = Encoding.UTF8.GetBytes(text);

        CommentedJson.ToStrict(content).ShouldBeSameAs(content);
    }

    [Fact]
    public void ToStrict_Faulty_IsReportedAtItsPlace()
    {
        var text = "{ // first\n  /* é */ \"seed\": ,\n  // more\n}";

        var reading = SearchRequestReader.Read(Encoding.UTF8.GetBytes(Strict(text)), new RequestCatalogue { Datasets = [], Devices = [], Algorithms = [] });

        reading.Errors.ShouldHaveSingleItem().Message.ShouldContain("line 2, column 19");
    }

    [Fact]
    public void ToStrict_LongFileInAnyCut_NeverThrows()
    {
        const string Text = "{\"a\": [1, 2,], /* é */ \"b\": {\"c\": \"\\u00e9\",}, // x\n \"d\": null,\n}";
        var content = Encoding.UTF8.GetBytes(Text);

        for (var length = 0; length <= content.Length; length++)
        {
            CommentedJson.ToStrict(content[..length]).Length.ShouldBeLessThanOrEqualTo(length);
        }
    }

    static string Strict(string text) => Encoding.UTF8.GetString(CommentedJson.ToStrict(Encoding.UTF8.GetBytes(text)));
}
