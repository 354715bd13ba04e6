using System.Runtime.Intrinsics;
using Serverless.Algorithms.Models;

namespace Serverless.Algorithms.Tests.Models;

public sealed class NormalQuantileTests
{
    [Theory]
    [InlineData(0.5, 0)]
    [InlineData(0.975, 1.9599639845400542)]
    [InlineData(0.25, -0.67448975019608171)]
    [InlineData(1e-10, -6.3613409024040557)]
    [InlineData(1e-20, -9.2623400897984083)]
    public void Of_KnownProbabilities_IsThePublishedValue(double probability, double expected) =>
        NormalQuantile.Of(probability).ShouldBe(expected, 1e-12);

    [Fact]
    public void Of_AllOverTheRange_IsTheInverseOfTheDistributionFunction()
    {
        for (var value = -6.0; value <= 6; value += 0.01)
        {
            NormalQuantile.Of(NormalDistribution.Cumulative(Vector512.Create(value))[0]).ShouldBe(value, 1e-5);
        }
    }
}
