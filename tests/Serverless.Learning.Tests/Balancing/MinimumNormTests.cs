using Serverless.Learning.Balancing;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Learning.Tests.Balancing;

public sealed class MinimumNormTests
{
    [Fact]
    public void Solve_PublishedPair_IsTheClosedForm()
    {
        double[][] gradients = [[1, 0], [-0.5, 1]];

        var weights = MinimumNorm.Solve(GradientProducts.Of(gradients)).Weights;

        weights[0].ShouldBe(0.5384615, 1e-7);
        Sum(gradients, weights).ShouldBe([0.3076923, 0.4615385], 1e-7);
    }

    [Theory]
    [InlineData(new double[] { 1, 0 }, new double[] { 2, 0 }, new double[] { 1, 0 })] // parallel: the shorter one
    [InlineData(new double[] { 3, 0 }, new double[] { -1, 0 }, new double[] { 0, 0 })] // opposite: they cancel
    [InlineData(new double[] { 0, 0 }, new double[] { 5, 1 }, new double[] { 0, 0 })] // zeros: nothing is shorter
    [InlineData(new double[] { 2, 1 }, new double[] { 2, 1 }, new double[] { 2, 1 })] // the same
    [InlineData(new double[] { 0, 0 }, new double[] { 0, 0 }, new double[] { 0, 0 })]
    public void Solve_DegeneratePairs_AreRight(double[] first, double[] second, double[] expected)
    {
        double[][] gradients = [first, second];

        Sum(gradients, MinimumNorm.Solve(GradientProducts.Of(gradients)).Weights).ShouldBe(expected, 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Solve_ThreeVectors_AreAsShortAsOnAGrid(int seed)
    {
        var products = GradientProducts.Of(Draw(seed, count: 3, length: 5, shift: seed % 2));

        var solution = MinimumNorm.Solve(products);

        var least = Simplex.Grid(3, 200).Min(weights => products.Between(weights, weights));
        var found = products.Between(solution.Weights, solution.Weights);
        found.ShouldBeLessThanOrEqualTo(least + 1e-12);
        found.ShouldBeGreaterThan(least - 0.02);
        solution.Weights.Sum().ShouldBe(1, 1e-9);
        solution.Weights.ShouldAllBe(weight => weight >= 0);
    }

    [Theory]
    [InlineData(6, 4)]
    [InlineData(13, 30)]
    [InlineData(40, 10)]
    public void Solve_ManyVectors_ClosesTheDualityGap(int count, int length)
    {
        var products = GradientProducts.Of(Draw(seed: 7, count, length, shift: 0.3));

        var solution = MinimumNorm.Solve(products);

        // No vector falls short of the shortest one along it: that is what makes it the shortest, and a descent for all.
        solution.Gap.ShouldBeLessThan(1e-8);
        products.With(solution.Weights).Min().ShouldBeGreaterThanOrEqualTo(products.Between(solution.Weights, solution.Weights) - 1e-8);
    }

    [Fact]
    public void Solve_SomeParallelSomeZero_StaysFinite()
    {
        var solution = MinimumNorm.Solve(GradientProducts.Of([[1, 1], [2, 2], [1, 1], [0, 0]]));

        solution.Weights[3].ShouldBe(1, 1e-9);
        solution.Weights.ShouldAllBe(weight => double.IsFinite(weight));
    }

    [Fact]
    public void Products_NotFinite_AreRefusedByNumber() =>
        Should.Throw<BalancingException>(() => GradientProducts.Of([[1, 0], [double.NaN, 1]])).Message.ShouldContain("loss 2 of 2");

    internal static double[][] Draw(int seed, int count, int length, double shift) => [.. Enumerable.Range(0, count).Select(place =>
    {
        var random = RandomStream.For(seed, 0, place);
        return Enumerable.Range(0, length).Select(_ => shift + random.NextNormal()).ToArray();
    })];

    internal static double[] Sum(double[][] gradients, double[] weights) =>
        [.. Enumerable.Range(0, gradients[0].Length).Select(place => gradients.Zip(weights, (gradient, weight) => weight * gradient[place]).Sum())];
}
