using Serverless.Algorithms.ModelBased.Draws;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Tests.ModelBased.Draws;

public sealed class ChebyshevScalarisationTests
{
    [Fact]
    public void Of_PointsInTheRange_IsTheLeastWeightedValueAndAShareOfTheSum()
    {
        var scalarisation = new ChebyshevScalarisation([0, 30, 10, 10, 5, 20], [0.25, 0.75]);

        // Scaled to (0.8, 0.5): weighted 0.2 and 0.375.
        scalarisation.Of([2, 20]).ShouldBe(0.2 + (0.05 * 0.575), 1e-12);
        scalarisation.Of([0, 10]).ShouldBe(0.25 + 0.05, 1e-12);
    }

    [Fact]
    public void Of_DominatedPoint_IsLess()
    {
        var scalarisation = new ChebyshevScalarisation([0, 0, 1, 1], [0.5, 0.5]);

        scalarisation.Of([0.5, 0.4]).ShouldBeGreaterThan(scalarisation.Of([0.5, 0.5]));
    }

    [Fact]
    public void Of_NothingOrOnePointObserved_IsFinite()
    {
        double.IsFinite(new ChebyshevScalarisation([], [0.5, 0.5]).Of([3, 4])).ShouldBeTrue();
        new ChebyshevScalarisation([2, 5], [0.5, 0.5]).Of([2, 5]).ShouldBe(0.5 + 0.05, 1e-12);
    }

    [Fact]
    public void Weights_ManyDraws_AreUniformOnTheSimplex()
    {
        var random = RandomStream.For(1, 0, 0);
        double[][] draws = [.. Enumerable.Range(0, 20_000).Select(_ => ChebyshevScalarisation.Weights(3, random))];

        draws.ShouldAllBe(weights => Math.Abs(weights.Sum() - 1) < 1e-12 && weights.All(weight => weight >= 0));
        for (var k = 0; k < 3; k++)
        {
            // A coordinate of the simplex is beta distributed, (1, 2): mean 1/3, variance 1/18.
            draws.Average(weights => weights[k]).ShouldBe(1.0 / 3, 0.01);
            draws.Average(weights => Math.Pow(weights[k] - (1.0 / 3), 2)).ShouldBe(1.0 / 18, 0.002);
        }
    }
}
