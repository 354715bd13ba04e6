using System.Text;
using Serverless.Core.Tables;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Tables;

public sealed class TableExamplesTests
{
    /// <summary>Good, at chance level, blank, good, and one that computes what another does.</summary>
    static readonly ArchitectureTable Table = ArchitectureTableReader.Read(
        TableDescriptionReader.Read(Encoding.UTF8.GetBytes("""
            {
              "name": "few", "space": "nasbench201", "architecture": {"column": "code", "form": "code"},
              "files": [{"name": "few.csv", "metrics": [{"column": "acc", "goal": "maximise", "chanceLevel": 10}, {"column": "ms", "goal": "minimise"}]}]
            }
            """)).Description!,
        _ => new StringReader("code,acc,ms\n333333,90,5\n000000,10,0.1\n222222,80,\n322223,70,3\n012000,10,1\n"));

    static readonly TableMetric[] Metrics = [.. Table.Description.Metrics];

    [Fact]
    public void RowsOf_ChanceAndBlank_TeachNothing() =>
        TableExamples.RowsOf(Table, Space(0), Metrics).ShouldBe([0, 3]);

    [Fact]
    public void RowsOf_MetricsThatARowHas_TakeIt() =>
        TableExamples.RowsOf(Table, Space(0), [Metrics[0]]).ShouldBe([0, 2, 3]);

    [Fact]
    public void RowsOf_SpaceThatMerges_TakesThoseThatStandForThemselves() =>
        TableExamples.RowsOf(Table, Space(1), [Metrics[1]]).ShouldAllBe(row => Space(1).Canonicalise(Table.Architectures[row]).Equals(Table.Architectures[row]));

    [Fact]
    public void Draw_Rows_GivesThemWithTheirValues()
    {
        var drawn = TableExamples.Draw(Table, Space(0), Metrics, [0, 3], count: 2, seed: 1);

        drawn.Select(example => example.Values["acc"]).Order().ShouldBe([70, 90]);
        drawn.ShouldAllBe(example => example.Values["ms"] == (example.Values["acc"] == 90 ? 5 : 3));
        TableExamples.Draw(Table, Space(0), Metrics, [0, 3], count: 1, seed: 1).ShouldHaveSingleItem().Architecture.ShouldBe(drawn[0].Architecture);
    }

    static CategoricalSpace Space(int name) => Table.Description.FindSpace(Table.Description.SpaceNames[name])!; // both are the table's
}
