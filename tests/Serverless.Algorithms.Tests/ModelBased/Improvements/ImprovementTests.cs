using Serverless.Algorithms.ModelBased.Improvements;
using Serverless.Algorithms.Models;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Tests.ModelBased.Improvements;

/// <summary>Compares the exact improvement with the mean gain of many draws.</summary>
public sealed class ImprovementTests
{
    const int Draws = 40_000;

    static readonly OutputTransform Cost = OutputTransform.For([1, 2]);
    static readonly OutputTransform Accuracy = OutputTransform.For([-90, -10]);

    [Fact]
    public void Rate_OneObjective_IsTheExpectedImprovement()
    {
        var marginals = Marginals.Empty(OutputTransform.Identity, 1);
        (marginals.Means[0], marginals.Deviations[0]) = (0.5, 2);
        var gains = new double[8];

        new ExactImprovement([1.5, 0.25], [3], Exact([marginals])).Rate([marginals], gains);

        // z = (0.25 − 0.5) / 2; 2 (z Φ(z) + φ(z)).
        gains[0].ShouldBe(2 * ((-0.125 * 0.4502617751698871) + 0.39583768694474952), 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    public void Rate_TwoObjectives_IsTheMeanGainOfDraws(int points) => Check([Accuracy, Cost], points);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    public void Rate_ThreeObjectives_IsTheMeanGainOfDraws(int points) => Check([Accuracy, Cost, OutputTransform.Identity], points);

    static void Check(OutputTransform[] transforms, int points)
    {
        var random = RandomStream.For(seed: 3, generation: points, index: transforms.Length);
        double[] reference = [-60, 8, 4];
        var set = new NondominatedSet<int>(transforms.Length);
        while (set.Count < points)
        {
            double[] point = [-60 - (35 * random.NextDouble()), 8 * random.NextDouble(), 4 * random.NextDouble()];
            set.Add(point.AsSpan(0, transforms.Length), 0);
        }

        reference = reference[..transforms.Length];
        double[] means = [transforms[0] == Accuracy ? -1.0 / 12 : -Math.Log(80), Math.Log(1.5), 0.5];
        double[] deviations = [0.02, 0.5, 1.5];
        var marginals = transforms.Select((transform, k) =>
        {
            var marginal = Marginals.Empty(transform, 1);
            (marginal.Means[0], marginal.Deviations[0]) = (means[k], deviations[k]);
            return marginal;
        }).ToArray();
        var gains = new double[8];

        new ExactImprovement(set.Points, reference, Exact(marginals)).Rate(marginals, gains);

        var (sum, squares) = (0.0, 0.0);
        for (var draw = 0; draw < Draws; draw++)
        {
            double[] value = [.. marginals.Select(marginal =>
            {
                var modelled = marginal.Means[0] + (marginal.Deviations[0] * Normal(random));
                return marginal.Transform == Accuracy && modelled >= 0 ? 0 : marginal.Transform.Restore(modelled);
            })];
            var gain = HypervolumeContribution.OfAdding(value, set.Points, reference);
            (sum, squares) = (sum + gain, squares + (gain * gain));
        }

        var mean = sum / Draws;
        var error = Math.Sqrt(((squares / Draws) - (mean * mean)) / Draws);
        gains[0].ShouldBe(mean, 5 * error);
        gains[0].ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Rate_MirroredLogarithm_IsTheMeanGainOfDraws() => Check([OutputTransform.For([-300, -2]), Cost], points: 3);

    [Fact]
    public void Rate_ManyObjectives_PrefersWhatDominates()
    {
        var transforms = Enumerable.Repeat(OutputTransform.Identity, 5).ToArray();
        var marginals = transforms.Select(transform => Marginals.Empty(transform, 2)).ToArray();
        foreach (var marginal in marginals)
        {
            (marginal.Means[0], marginal.Means[1]) = (0.2, 0.6);
            marginal.Deviations.AsSpan().Fill(0.1);
        }

        var gains = new double[8];
        new SampledImprovement([0.5, 0.5, 0.5, 0.5, 0.5], [0, 0, 0, 0, 0], [1, 1, 1, 1, 1], transforms, RandomStream.For(1, 0, 0)).Rate(marginals, gains);

        gains[0].ShouldBeGreaterThan(gains[1]);
    }

    static Func<int, double[], Shortfalls> Exact(Marginals[] marginals) =>
        (k, thresholds) => new Shortfalls(marginals[k].Transform, thresholds, marginals[k].Means[0] - (6 * marginals[k].Deviations[0]), marginals[k].Deviations[0]);

    static double Normal(RandomStream random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
