using Serverless.Bench.Surrogates.Ranking;
using Serverless.Bench.Tests.Problems;

namespace Serverless.Bench.Tests.Surrogates.Ranking;

public sealed class RankedCellsTests
{
    [Fact]
    public void Constructor_OwnTable_LeavesOutBlanksAndChance()
    {
        // Row 0 is at chance level, row 12 blank.
        new RankedCells(OwnTable.Problem()).Rows.ShouldBe([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 14]);
    }

    [Fact]
    public void RankAt_EveryRow_IsOneMoreThanThatOfItsBestRankedDominator()
    {
        var cells = new RankedCells(WideTable.Problem());
        bool Dominates(int one, int other)
        {
            var (a, b) = (cells.Problem.ObjectivesOf(cells.Rows[one]).ToArray(), cells.Problem.ObjectivesOf(cells.Rows[other]).ToArray());
            return a.Zip(b).All(pair => pair.First <= pair.Second) && !a.SequenceEqual(b);
        }

        int[] places = [.. Enumerable.Range(0, cells.Rows.Count)];
        foreach (var place in places)
        {
            var behind = places.Where(other => Dominates(other, place)).Select(cells.RankAt).DefaultIfEmpty(-1).Max();
            cells.RankAt(place).ShouldBe(behind + 1);
        }

        cells.Fronts.ShouldBe(places.Max(cells.RankAt) + 1);
    }

    [Theory]
    [InlineData("edgegpu", 15_284)]
    [InlineData("edgetpu", 10_926)]
    public void Rows_PublishedTable_AreConnectedAndSupported(string device, int rows) =>
        new RankedCells(Nb201.Problem($"nb201/c10_test_200/c10_{device}_lat_ms")).Rows.Count.ShouldBe(rows);
}
