using Serverless.Core.Tables;

namespace Serverless.Core.Tests.Tables;

public sealed class ArchitectureTableReaderTests
{
    static readonly string Optional = TableTexts.Joined.Replace("\"two.csv\",", "\"two.csv\", \"optional\": true,", StringComparison.Ordinal);

    [Fact]
    public void Read_ColumnsOfItsOwn_GivesRowsInOrderAndBlanksAsNaN()
    {
        var table = TableTexts.Read(TableTexts.Own, ("tiny.csv", "kind,ms,depth,accuracy\r\nb,1.5,4,90\r\n\r\na,,2,1e1\r\n"));

        table.Architectures.Select(table.Description.Space.Format).ShouldBe(["depth=4 kind=b", "depth=2 kind=a"]);
        table.Column("accuracy").ToArray().ShouldBe([90, 10]);
        table.Column("ms").ToArray().ShouldBe([1.5, double.NaN]);
        table.RowOf(table.Architectures[1]).ShouldBe(1);
        table.RowOf(table.Description.Space.Create([1, 2])).ShouldBeNull();
    }

    [Fact]
    public void Read_NumberThatStandsForNone_GivesNaN()
    {
        var description = TableTexts.Own.Replace("\"ms\",", "\"ms\", \"missing\": -1e8,", StringComparison.Ordinal);

        var table = TableTexts.Read(description, ("tiny.csv", "kind,ms,depth,accuracy\nb,-100000000.0,4,90\na,-1,2,-1e8\n"));

        table.Column("ms").ToArray().ShouldBe([double.NaN, -1]);
        table.Column("accuracy").ToArray().ShouldBe([90, -1e8]);
    }

    [Theory]
    [InlineData("1e20", "1e20", "", "tiny.csv, line 2: 'accuracy', the sum of products of ms, depth, is beyond")]
    [InlineData("1e30", "1", "1e30", "is beyond")]
    [InlineData("1e30", "-1e30", "1e30", "is beyond")]
    [InlineData("", "1e30", "1e30", null)]
    [InlineData("1e10", "1e10", "", null)]
    public void Read_SumOfHugeProducts_IsRefusedAsACellWouldBe(string one, string two, string factor, string? message)
    {
        var times = factor.Length > 0 ? $"\"times\": {factor}, " : "";
        var description = TableTexts.Own
            .Replace("\"depth\", \"choices\": [\"2\", \"4\"]", $"\"depth\", \"choices\": [\"{two}\"]", StringComparison.Ordinal)
            .Replace("\"accuracy\",", $$"""
                "accuracy", "sum": [{ {{times}}"columns": ["ms"] }, { {{times}}"columns": ["depth"] }, { "columns": ["ms", "depth"] }],
                """, StringComparison.Ordinal);
        ArchitectureTable Read() => TableTexts.Read(description, ("tiny.csv", $"kind,ms,depth\nb,{one},{two}\n"));

        if (message is null)
        {
            Read().Column("accuracy")[0].ShouldBe(one.Length == 0 ? double.NaN : 1e20 + 2e10);
        }
        else
        {
            Should.Throw<TableException>(Read).Message.ShouldContain(message);
        }
    }

    /// <summary>With nothing on the last edges the third edge leads nowhere.</summary>
    [Fact]
    public void Read_ZeroCostMetricThatIsBlank_IsThatOfTheFirstCellOfTheSameFunction()
    {
        var description = TableTexts.Joined.Replace("\"ms\",", "\"ms\", \"metric\": \"snip\",", StringComparison.Ordinal);

        var table = TableTexts.Read(
            description,
            ("one.csv", "id,code,accuracy\nv,103300,1\nw,101300,2\nx,102300,\ny,303300,3\nz,333333,4\n"),
            ("two.csv", "id,ms\nw,7\nx,8\ny,9\n"));

        table.Column("ms").ToArray().ShouldBe([7, 7, 8, 9, double.NaN]);
        table.Column("accuracy").ToArray().ShouldBe([1, 2, double.NaN, 3, 4], "only what untrained networks tell is the same");
    }

    [Fact]
    public void Read_QuotedCells_GivesWhatTheyHold()
    {
        var table = TableTexts.Read(TableTexts.Own, ("tiny.csv", "\uFEFF\"ms\",\"a \"\"b\"\", c\",depth,kind,accuracy\n1,\"x\ny\",2,\"c\",5"));

        table.Column("ms").ToArray().ShouldBe([1]);
        table.Architectures.ShouldHaveSingleItem();
    }

    [Fact]
    public void Read_SecondFile_JoinsByKeyAndLeavesStrangersOut()
    {
        var table = TableTexts.Read(
            TableTexts.Joined,
            ("one.csv", "id,code,accuracy\nx,000001,50\ny,000010,60\nz,000100,70\n"),
            ("two.csv", "id,ms\nz,3\nw,9\nx,1\n"));

        table.Column("ms").ToArray().ShouldBe([1, double.NaN, 3]);
        table.Architectures[0].Genotype.ToArray().ShouldBe([0, 0, 0, 0, 0, 1]);
    }

    [Fact]
    public void Read_OptionalFile_IsOpenedOnceWhenAColumnOfItIsAskedFor()
    {
        var opened = new List<string>();
        var table = ArchitectureTableReader.Read(TableTexts.Describe(Optional), name =>
        {
            opened.Add(name);
            return new StringReader(name == "one.csv" ? "id,code,accuracy\nx,000001,50\ny,000010,60\n" : "id,ms\ny,9\n");
        });

        table.Column("accuracy").ToArray().ShouldBe([50, 60]);
        opened.ShouldBe(["one.csv"]);

        Parallel.For(0, 8, _ => table.Column("ms").ToArray().ShouldBe([double.NaN, 9]));
        opened.ShouldBe(["one.csv", "two.csv"]);
    }

    [Fact]
    public void Column_OfAnOptionalFileThatIsMissing_NamesFileColumnsAndRemedy()
    {
        var table = ArchitectureTableReader.Read(TableTexts.Describe(Optional), name =>
            name == "one.csv" ? new StringReader("id,code,accuracy\nx,000001,50\n") : throw new FileNotFoundException("two.csv is not in /data."));

        Should.Throw<TableException>(() => table.Column("ms").ToArray()).Message.ShouldBe(
            "two.csv: two.csv is not in /data. Without this file, the table 'cells' has no ms: put the file next to the table's other files, "
            + "or choose objectives and an algorithm that do not use these columns.");
    }

    [Theory]
    [InlineData("", "tiny.csv: The file is empty; it needs a header row.")]
    [InlineData("depth,kind,accuracy,ms\n", "tiny.csv: There is no row after the header.")]
    [InlineData("depth,depth\n", "tiny.csv, line 1: Column 'depth' occurs more than once; rename one.")]
    [InlineData("depth,kind,accuracy\n2,a,1\n", "tiny.csv: There is no column 'ms'; the columns are depth, kind, accuracy.")]
    [InlineData("depth,kind,accuracy,ms\n2,a,1\n", "tiny.csv, line 2: There are 3 cells, but 4 in the header.")]
    [InlineData("depth,kind,accuracy,ms\n2,a,fast,1\n", "tiny.csv, line 2: Column 'accuracy' is 'fast', which is not a finite number; leave it blank if there is no value.")]
    [InlineData("depth,kind,accuracy,ms\n2,a,1,-1e308\n", "tiny.csv, line 2: Column 'ms' is '-1e308'; the largest magnitude is 1E+30. Use a larger unit.")]
    [InlineData("depth,kind,accuracy,ms\n2,a,1,NaN\n", "tiny.csv, line 2: Column 'ms' is 'NaN', which is not a finite number; leave it blank if there is no value.")]
    [InlineData("depth,kind,accuracy,ms\n3,a,1,1\n", "tiny.csv, line 2: 'depth=3' is not 'depth=' and one of 2, 4.")]
    [InlineData("depth,kind,accuracy,ms\n2,a,1,1\n2,a,2,2\n", "tiny.csv, line 3: 'depth=2 kind=a' is already in line 2; keep one of the rows.")]
    [InlineData("depth,kind,accuracy,ms\n2,a,\"1,1\n", "tiny.csv, line 2: A quote is opened but not closed; close or double it.")]
    public void Read_NotAsDescribed_NamesFileLineAndRemedy(string text, string message) =>
        Should.Throw<TableException>(() => TableTexts.Read(TableTexts.Own, ("tiny.csv", text))).Message.ShouldBe(message);

    [Theory]
    [InlineData("id,code,accuracy\nx,00001,50\n", "is not an architecture of nasbench201: The code has 5 digits, not 6; leading zeros count.")]
    [InlineData("id,code,accuracy\nx,000005,50\n", "is not an architecture of nasbench201: Digit 6 of the code is '5', not 0 to 4.")]
    [InlineData("id,code,accuracy\nx,000001,50\nx,000002,60\n", "one.csv, line 3: Column 'id' repeats 'x'; keep one row.")]
    public void Read_BrokenKeysOrCodes_NamesThem(string one, string message) =>
        Should.Throw<TableException>(() => TableTexts.Read(TableTexts.Joined, ("one.csv", one), ("two.csv", "id,ms\n")))
            .Message.ShouldContain(message);

    [Fact]
    public void Read_CellWithoutEnd_IsRefused() =>
        Should.Throw<TableException>(() => TableTexts.Read(TableTexts.Own, ("tiny.csv", new string('x', 20_000))))
            .Message.ShouldBe("tiny.csv, line 1: A cell has more than 10000 characters; check that the file is a table.");
}
