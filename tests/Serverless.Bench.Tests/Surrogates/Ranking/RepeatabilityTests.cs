using Serverless.Bench.Surrogates.Ranking;
using Serverless.Bench.Tests.Problems;

namespace Serverless.Bench.Tests.Surrogates.Ranking;

public sealed class RepeatabilityTests
{
    /// <summary>1,500 pairs of cells can be exchanged; those at chance level and with blanks do not count.</summary>
    [Theory]
    [InlineData("nb201/c10_test_200/c10_edgegpu_lat_ms", 0.8, 0.9)]
    [InlineData("nb201/c10_test_200/c10_raspi4_lat_ms", 0.7, 0.8)]
    public void Of_MeasuredValues_HasTheNoiseOfBothMeasurements(string problem, double least, double most)
    {
        var repeatability = new RankedCells(Nb201.Problem(problem)).Repeatability!;

        repeatability.Cells.ShouldBeInRange(2_800, 3_000);
        repeatability.RankTau.ShouldBeInRange(least, most);
        repeatability.NoiselessRankTau.ShouldBeInRange(repeatability.RankTau + 0.02, 0.95);
    }

    [Fact]
    public void Of_CountedAndModelledCosts_AreTheSameTwice()
    {
        var repeatability = new RankedCells(Nb201.Problem("nb201/mflops_c10/c10_eyeriss_lat_ms")).Repeatability!;

        repeatability.RankTau.ShouldBe(1, 1e-12);
        repeatability.NoiselessRankTau.ShouldBe(1, 1e-6);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(1.0 / 3, 0.5)] // ρ = 1/2, and 1/√2 of the truth
    public void NoiselessRankTau_IsByTheSquareRootOfTheCorrelation(double tau, double noiseless) =>
        new Repeatability(2, tau).NoiselessRankTau.ShouldBe(noiseless, 1e-12);

    [Fact]
    public void Of_TableOfAnotherSpace_IsNone() => new RankedCells(WideTable.Problem()).Repeatability.ShouldBeNull();
}
