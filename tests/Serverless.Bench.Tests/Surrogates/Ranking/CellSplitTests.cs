using Serverless.Bench.Surrogates.Ranking;

namespace Serverless.Bench.Tests.Surrogates.Ranking;

public sealed class CellSplitTests
{
    static readonly RankedCells Cells = new(WideTable.Problem());

    [Fact]
    public void Draw_AnySize_PartsTheRows()
    {
        var split = CellSplit.Draw(Cells, 50, seed: 1);

        split.Training.Count.ShouldBe(50);
        split.Training.Concat(split.Test).Order().ShouldBe(Enumerable.Range(0, Cells.Rows.Count));
    }

    [Fact]
    public void Draw_SameSeed_GivesTheBeginningOfALargerSet()
    {
        CellSplit.Draw(Cells, 80, seed: 2).Training.Take(20).ShouldBe(CellSplit.Draw(Cells, 20, seed: 2).Training);
        CellSplit.Draw(Cells, 20, seed: 3).Training.ShouldNotBe(CellSplit.Draw(Cells, 20, seed: 2).Training);
    }

    [Fact]
    public void Draw_MoreThanThereAre_SaysWhatToDo() =>
        Should.Throw<BenchException>(() => CellSplit.Draw(Cells, 215, seed: 1)).Message.ShouldContain("Use smaller --sizes");
}
