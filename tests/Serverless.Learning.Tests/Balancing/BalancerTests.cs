using Serverless.Learning.Balancing;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Learning.Tests.Balancing;

public sealed class BalancerTests
{
    static readonly double[][] Pair = [[1, 0], [-0.5, 1]];

    [Fact]
    public void Mgda_Normalisations_DivideWhatTheySay()
    {
        double[][] gradients = [[3, 0], [0, 1]];
        double[] losses = [2, 4];

        // Orthogonal vectors of lengths a and b weigh b² : a²; what was divided by n counts a further 1/n.
        Of(GradientNormalisation.None).ShouldBe([0.1, 0.9], 1e-12);
        Of(GradientNormalisation.L2).ShouldBe([0.5 / 3, 0.5], 1e-12);
        Of(GradientNormalisation.Loss).ShouldBe([0.0625 / 2.3125 / 2, 2.25 / 2.3125 / 4], 1e-12);
        Of(GradientNormalisation.LossPlus).ShouldBe([0.0625 / 0.3125 / 6, 0.25 / 0.3125 / 4], 1e-12);

        double[] Of(GradientNormalisation normalisation) =>
            Balancers.Create(Balancers.Mgda, 2, new() { Normalisation = normalisation }).Weigh(Step(losses, gradients));
    }

    [Fact]
    public void Mgda_LossOfNoSign_IsRefusedWhereGradientsAreDividedByIt() =>
        Should.Throw<BalancingException>(() =>
            Balancers.Create(Balancers.Mgda, 2, new() { Normalisation = GradientNormalisation.Loss }).Weigh(Step([1, -2], Pair)))
            .Message.ShouldContain("Loss 2 of 2 is -2");

    [Fact]
    public void PcGrad_Pair_LosesWhatIsAgainstTheOther()
    {
        // g1·g2 = −0.5: g1 + 0.5/1.25 g2 and g2 + 0.5/1 g1.
        var weights = Balancers.Create(Balancers.PcGrad, 2).Weigh(Step([1, 1], Pair));

        weights.ShouldBe([1.5, 1.4], 1e-12);
        MinimumNormTests.Sum([[1, 2], [2, 1]], Balancers.Create(Balancers.PcGrad, 2).Weigh(Step([1, 1], [[1, 2], [2, 1]]))).ShouldBe([3, 3], 1e-12);
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(2, 0.5)]
    [InlineData(3, 0.9)]
    [InlineData(4, 2)]
    public void CaGrad_ThreeVectors_DualIsAsSmallAsOnAGrid(int seed, double aversion)
    {
        var gradients = MinimumNormTests.Draw(seed, count: 3, length: 4, shift: 0.2);
        var products = GradientProducts.Of(gradients);
        double[] mean = [1 / 3.0, 1 / 3.0, 1 / 3.0];
        var reach = aversion * Math.Sqrt(products.Between(mean, mean));

        var weights = Balancers.Create(Balancers.CaGrad, 3, new() { Aversion = aversion }).Weigh(Step([1, 1, 1], gradients));

        // By duality the worst loss's fall along the direction, before it is divided by 1 + c², is the dual's least value.
        double[] unscaled = [.. weights.Select(weight => weight * (1 + (aversion * aversion)))];
        var least = Simplex.Grid(3, 150).Min(point => products.Between(point, mean) + (reach * Math.Sqrt(products.Between(point, point))));
        products.With(unscaled).Min().ShouldBe(least, 0.01);
        double[] offset = [.. unscaled.Zip(mean, static (own, even) => own - even)];
        Math.Sqrt(products.Between(offset, offset)).ShouldBe(reach, 1e-6);
    }

    [Fact]
    public void GradNorm_ManySteps_BringsGradientsToOneLength()
    {
        var balancer = Balancers.Create(Balancers.GradNorm, 2);
        double[][] gradients = [[4, 0], [0, 1]];

        var weights = Run(balancer, 2_000, [1, 1], gradients);

        // 4 w1 = w2, w1 + w2 = 2; the sign of a difference does not settle, so the last steps are around it.
        weights.ShouldBe([0.4, 1.6], 0.08);
    }

    [Fact]
    public void GradNorm_LossThatLagsBehind_CountsMore()
    {
        var balancer = Balancers.Create(Balancers.GradNorm, 2);
        double[][] gradients = [[1, 0], [0, 1]];
        balancer.Weigh(Step([1, 1], gradients));

        var weights = Run(balancer, 100, [1, 0.5], gradients);

        weights[0].ShouldBeGreaterThan(weights[1]);
    }

    [Fact]
    public void Uncertainty_ManySteps_CountsEachByTheInverseOfItsLoss()
    {
        var weights = Run(Balancers.Create(Balancers.Uncertainty, 3), 2_000, [1, 4, 0.25], gradients: null);

        weights.ShouldBe([0.5, 0.125, 2], 1e-3);
    }

    [Fact]
    public void Dwa_ThirdEpoch_IsTheSoftmaxOfRates()
    {
        var balancer = Balancers.Create(Balancers.Dwa, 2, new() { StepsPerEpoch = 2 });

        foreach (var losses in new double[][] { [2, 2], [4, 4], [1, 2], [2, 1] })
        {
            balancer.Weigh(Step(losses)).ShouldBe([1, 1]);
        }

        // Means 3, 3 and then 1.5, 1.5: equal rates; then 1.5 and 3, of which the second has risen.
        balancer.Weigh(Step([1, 3])).ShouldBe([1, 1], 1e-12);
        balancer.Weigh(Step([2, 3]));
        var (steady, risen) = (Math.Exp(1.0 / 2), Math.Exp(2.0 / 2));
        balancer.Weigh(Step([1, 1])).ShouldBe([2 * steady / (steady + risen), 2 * risen / (steady + risen)], 1e-12);
    }

    [Fact]
    public void Chebyshev_CountsTheFarthestAlone()
    {
        BalancerOptions options = new() { Weights = [1, 2, 1], Ideal = [0, 1, 0], Smoothness = 0.01 };

        Balancers.Create(Balancers.Chebyshev, 3, options).Weigh(Step([1, 2, 1])).ShouldBe([0, 2, 0]);
        Balancers.Create(Balancers.Chebyshev, 3, options).Weigh(Step([2, 2, 1])).ShouldBe([0.5, 1, 0]);
        Balancers.Create(Balancers.SmoothChebyshev, 3, options).Weigh(Step([1, 2, 1])).ShouldBe([0, 2, 0], 1e-12);
    }

    [Fact]
    public void SmoothChebyshev_IsTheGradientOfTheSmoothedMaximum()
    {
        double[] weights = [0.7, 0.3];
        double[] losses = [0.2, 0.5];
        const double Small = 1e-6;

        var found = Balancers.Create(Balancers.SmoothChebyshev, 2, new() { Weights = weights }).Weigh(Step(losses));

        found[0].ShouldBe((ValueOf(0.2 + Small, 0.5) - ValueOf(0.2 - Small, 0.5)) / (2 * Small), 1e-6);
        found[1].ShouldBe((ValueOf(0.2, 0.5 + Small) - ValueOf(0.2, 0.5 - Small)) / (2 * Small), 1e-6);

        double ValueOf(double first, double second) =>
            0.1 * Math.Log(Math.Exp(weights[0] * first / 0.1) + Math.Exp(weights[1] * second / 0.1));
    }

    [Fact]
    public void EpsilonConstraint_CountsWhatIsFarthestAboveItsLimitBeforeTheFirst()
    {
        var balancer = Balancers.Create(Balancers.EpsilonConstraint, 3, new() { Limits = [1, 2] });

        balancer.Weigh(Step([9, 1, 2])).ShouldBe([1, 0, 0]);
        balancer.Weigh(Step([9, 1.5, 2.1])).ShouldBe([0, 1, 0]);
        Should.Throw<ArgumentException>(() => Balancers.Create(Balancers.EpsilonConstraint, 3)).Message.ShouldContain("limit");
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void Weigh_LossNotFiniteOrOneTooMany_IsRefused(string name)
    {
        var balancer = Balancers.Create(name, 2);

        Should.Throw<BalancingException>(() => balancer.Weigh(Step([1, double.NaN], Pair))).Message.ShouldContain("Loss 2 of 2 is NaN");
        Should.Throw<BalancingException>(() => balancer.Weigh(Step([1, 1, 1], Pair))).Message.ShouldContain("made for 2 losses, not for 3");
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void Weigh_ZeroParallelAndOppositeGradients_AreFinite(string name)
    {
        double[][][] cases = [[[0, 0], [1, 0]], [[1, 1], [2, 2]], [[1, 0], [-1, 0]], [[0, 0], [0, 0]]];

        foreach (var gradients in cases)
        {
            Balancers.Create(name, 2).Weigh(Step([1, 0.5], gradients)).ShouldAllBe(weight => double.IsFinite(weight));
        }
    }

    [Theory]
    [MemberData(nameof(Named))]
    public void Memory_OfAnother_GoesOnAlike(string name)
    {
        var first = Balancers.Create(name, 2, new() { StepsPerEpoch = 3 });
        Run(first, 10, [1, 0.6], Pair);
        var second = Balancers.Create(name, 2, new() { StepsPerEpoch = 3 });

        second.Memory = first.Memory;

        Run(second, 7, [0.9, 0.3], Pair).ShouldBe(Run(first, 7, [0.9, 0.3], Pair));
        Should.Throw<ArgumentException>(() => second.Memory = [.. first.Memory, 1]);
    }

    [Fact]
    public void Create_UnknownNameOrOption_IsRefused()
    {
        Should.Throw<ArgumentException>(() => Balancers.Create("none", 2)).Message.ShouldContain("cagrad, chebyshev");
        Should.Throw<ArgumentException>(() => Balancers.Create(Balancers.Linear, 2, new() { Weights = [0, 0] })).Message.ShouldContain("not all 0");
        Should.Throw<ArgumentException>(() => Balancers.Create(Balancers.Dwa, 2, new() { Temperature = 0 })).Message.ShouldContain("Temperature");
    }

    public static TheoryData<string> Named() => [.. Balancers.Names];

    static double[] Run(IBalancer balancer, int steps, double[] losses, double[][]? gradients) =>
        [.. Enumerable.Range(0, steps).Select(_ => balancer.Weigh(Step(losses, gradients))).ToArray()[^1]];

    static BalanceStep Step(double[] losses, double[][]? gradients = null) =>
        new(losses, gradients is null ? null : GradientProducts.Of(gradients), RandomStream.For(1, 0, 0));
}
