using Serverless.Bench.Surrogates.Ranking;

namespace Serverless.Bench.Tests.Surrogates.Ranking;

public sealed class ExpectedRanksTests
{
    [Fact]
    public void Of_NoSpread_AreTheRanks() => ExpectedRanks.Of([0, 0, 1, 1, 2, 2], new double[6], 2).ShouldBe([0, 1, 2]);

    [Fact]
    public void Of_EqualValuesOfOneObjective_AreNearerToEachOtherWhereThatIsUncertain()
    {
        // The same accuracy at rising costs: a chain of 0 to 19 without noise, while of 20 draws few are records.
        double[] values = [.. Enumerable.Range(0, 20).SelectMany(i => new double[] { 0, i })];
        double[] deviations = [.. Enumerable.Range(0, 20).SelectMany(_ => new double[] { 1, 0 })];

        var ranks = ExpectedRanks.Of(values, deviations, 2);

        ranks[0].ShouldBe(0);
        ranks[19].ShouldBeInRange(2, 10);
    }
}
