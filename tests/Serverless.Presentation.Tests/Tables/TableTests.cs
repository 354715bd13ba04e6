using Serverless.Presentation.Numbers;
using Serverless.Presentation.Tables;

namespace Serverless.Presentation.Tests.Tables;

public sealed class TableTests
{
    static readonly Table Sample = new(
        [new Column("name"), new Column("latency ms", IsNumber: true), new Column("architecture")],
        [["a", "0.5", "|conv~0|"], ["longer", "12.25", "|none~0|+|skip~1|"]]);

    [Fact]
    public void Write_NumbersAndText_NumbersStandRight()
    {
        var output = new StringWriter();

        Sample.Write(output, width: null);

        output.ToString().ReplaceLineEndings("\n").ShouldBe(
            "name    latency ms  architecture\n" +
            "a              0.5  |conv~0|\n" +
            "longer       12.25  |none~0|+|skip~1|\n");
    }

    [Fact]
    public void Write_NarrowTerminal_WidestTextGivesWayAndNumbersStay()
    {
        var output = new StringWriter();

        Sample.Write(output, width: 32);

        var lines = output.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        lines.ShouldAllBe(line => line.Length <= 32);
        lines[2].ShouldBe("longer       12.25  |none~0|+|s…");
    }

    [Theory]
    [InlineData(60, "s0123456789abcdef  a long name of it  12.25  2026-01-01")]
    [InlineData(46, "s0123456789abcdef  a long name of it  12.25")]
    [InlineData(36, "s0123456789abcdef  a long name of it")]
    [InlineData(30, "s0123456789abcdef  a long nam…")]
    [InlineData(10, "s0123456789abcdef  a long …")]
    public void Write_NarrowTerminal_OptionalColumnsGoFromTheRightAndIdsStayWhole(int width, string row)
    {
        var output = new StringWriter();
        var table = new Table(
            [
                new Column("id", Fit: ColumnFit.Whole), new Column("name"), new Column("volume", IsNumber: true, ColumnFit.Optional),
                new Column("created", Fit: ColumnFit.Optional),
            ],
            [["s0123456789abcdef", "a long name of it", "12.25", "2026-01-01"]]);

        table.Write(output, width);

        string.Join("  ", output.ToString().ReplaceLineEndings("\n").Split('\n')[1].Split("  ", StringSplitOptions.RemoveEmptyEntries).Select(cell => cell.Trim()))
            .ShouldBe(row);
    }

    [Fact]
    public void WriteCsv_CellsWithCommasQuotesAndBreaks_AreQuoted()
    {
        var output = new StringWriter();

        new Table([new Column("a"), new Column("b")], [["1,5", "say \"hi\""], ["two\nlines", "plain"]]).WriteCsv(output);

        output.ToString().ShouldBe("a,b\r\n\"1,5\",\"say \"\"hi\"\"\"\r\n\"two\nlines\",plain\r\n");
    }

    [Fact]
    public void WriteCsv_NumbersOfTwoForms_AreThoseOfPrograms()
    {
        var output = new StringWriter();
        var table = Table.Of(
            [new Column("name"), new Column("n", IsNumber: true)],
            form => [["=1+1", form == NumberForm.Exact ? "-12345.678" : "-12,346"]]);

        table.WriteCsv(output);

        output.ToString().ShouldBe("name,n\r\n'=1+1,-12345.678\r\n");
        table.Rows[0][1].ShouldBe("-12,346");
    }

    [Fact]
    public void WriteMarkdown_BarsInCells_AreEscaped()
    {
        using var output = new StringWriter();

        Sample.WriteMarkdown(output);

        output.ToString().ShouldBe(
            "| name | latency ms | architecture |\n| --- | ---: | --- |\n| a | 0.5 | \\|conv~0\\| |\n| longer | 12.25 | \\|none~0\\|+\\|skip~1\\| |\n");
    }
}
