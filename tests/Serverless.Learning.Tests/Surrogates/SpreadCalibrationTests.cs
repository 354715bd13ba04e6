using Serverless.Learning.Surrogates;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Learning.Tests.Surrogates;

public sealed class SpreadCalibrationTests
{
    [Theory]
    [InlineData(0.3)]
    [InlineData(2.5)]
    public void Factor_NormalErrors_IsTheirDeviation(double deviation)
    {
        var random = RandomStream.For(7, 0, 0);

        var factor = SpreadCalibration.Factor(Enumerable.Range(0, 20_000).Select(_ => Math.Abs(random.NextNormal()) * deviation));

        factor.ShouldBe(deviation, 0.03 * deviation);
        var covered = Enumerable.Range(0, 20_000).Average(_ => Math.Abs(random.NextNormal()) * deviation <= SpreadCalibration.HalfWidth * factor ? 1.0 : 0);
        covered.ShouldBe(SpreadCalibration.Share, 0.015);
    }

    [Fact]
    public void Factor_FewErrors_StaysNearOne()
    {
        SpreadCalibration.Factor([]).ShouldBe(1);
        SpreadCalibration.Factor([100]).ShouldBeLessThan(2);
    }
}
