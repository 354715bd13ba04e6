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

    [Fact]
    public void WriteCsv_CellsWithCommasQuotesAndBreaks_AreQuoted()
    {
        var output = new StringWriter();

        new Table([new Column("a"), new Column("b")], [["1,5", "say \"hi\""], ["two\nlines", "plain"]]).WriteCsv(output);

        output.ToString().ShouldBe("a,b\r\n\"1,5\",\"say \"\"hi\"\"\"\r\n\"two\nlines\",plain\r\n");
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
