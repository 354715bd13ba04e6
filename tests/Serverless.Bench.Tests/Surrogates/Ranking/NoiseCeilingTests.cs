using Serverless.Bench.Surrogates.Ranking;
using Serverless.Bench.Tests.Problems;

namespace Serverless.Bench.Tests.Surrogates.Ranking;

public sealed class NoiseCeilingTests
{
    [Fact]
    public void Of_PublishedTable_LeavesNoiseAlone()
    {
        var ceiling = new RankedCells(Nb201.Problem("nb201/c10_test_200/c10_edgegpu_lat_ms")).Ceiling!;

        ceiling.Cells.ShouldBeInRange(10_000, 15_284);
        ceiling.RankTau.ShouldBeInRange(0.8, 0.95);
        ceiling.ExpectedRankTau.ShouldBeInRange(ceiling.RankTau, 0.97);
    }

    [Fact]
    public void Of_TableWhoseFunctionsAreNotKnown_IsNone() => new RankedCells(WideTable.Problem()).Ceiling.ShouldBeNull();
}
