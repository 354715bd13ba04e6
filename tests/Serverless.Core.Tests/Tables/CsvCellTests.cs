using Serverless.Core.Tables;

namespace Serverless.Core.Tests.Tables;

public sealed class CsvCellTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("", "")]
    [InlineData("1,5", "\"1,5\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    public void Of_Text_IsQuotedWhereItHasToBe(string cell, string written) => CsvCell.Of(cell).ShouldBe(written);

    [Theory]
    [InlineData("=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0")]
    [InlineData("+1+1", "'+1+1")]
    [InlineData("-1-1", "'-1-1")]
    [InlineData("@SUM(1,2)", "\"'@SUM(1,2)\"")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    public void Of_TextThatASpreadsheetWouldRun_IsKeptAText(string cell, string written) => CsvCell.Of(cell).ShouldBe(written);

    [Theory]
    [InlineData("-1")]
    [InlineData("-0.00012345")]
    [InlineData("-3.2E-05")]
    [InlineData("+7")]
    public void Of_Number_StaysANumber(string cell) => CsvCell.Of(cell).ShouldBe(cell);

    [Fact]
    public void Line_Cells_EndsAsTheStandardSays() => CsvCell.Line(["a", "=b", "1"]).ShouldBe("a,'=b,1\r\n");
}
