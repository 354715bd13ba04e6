using Serverless.Core.Surrogates;
using Serverless.Learning.Surrogates;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

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

    [Theory]
    [InlineData(SurrogateKind.BoostedTrees)]
    [InlineData(SurrogateKind.GaussianProcess)]
    [InlineData(SurrogateKind.Ridge)]
    public void Fit_TargetsWithNormalNoise_IntervalsHoldAboutFourInFive(string kind)
    {
        var space = new NasBenchMacroSpace();
        var all = WithNoise(SmallSets.Of(space, 600));
        var learnt = all.Subset([.. Enumerable.Range(0, 200)]);

        using var fitted = SurrogateFitters.Find(kind)!.Fit(learnt, new SurrogateFitOptions { Seed = 1, Members = 5, HeldOutShare = 0.2 }, CancellationToken.None);
        var predictions = fitted.Predict(all.Architectures);

        fitted.Metadata.SpreadFactors!.Count.ShouldBe(2);
        for (var target = 0; target < 2; target++)
        {
            var own = target;
            Enumerable.Range(200, 400)
                .Average(i => Math.Abs(all.ValuesOf(i)[own] - predictions.ValueMean(i, own)) <= SpreadCalibration.HalfWidth * predictions.ValueSpread(i, own) ? 1.0 : 0)
                .ShouldBeInRange(0.65, 0.95);
        }
    }

    static SurrogateTrainingSet WithNoise(SurrogateTrainingSet set)
    {
        var random = RandomStream.For(3, 0, 0);
        double[] values = [.. Enumerable.Range(0, set.Count).SelectMany(i => new[] { set.ValuesOf(i)[0] + random.NextNormal(), set.ValuesOf(i)[1] + (0.5 * random.NextNormal()) })];
        return new SurrogateTrainingSet(set.Specification, set.Shape, set.Targets, set.Architectures, values);
    }
}
