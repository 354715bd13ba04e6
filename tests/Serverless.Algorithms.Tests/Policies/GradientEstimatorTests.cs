using Serverless.Algorithms.Options;
using Serverless.Algorithms.Policies;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Policies;

/// <summary>Compares means of many estimates with the exact gradient of the whole table, in standard errors.</summary>
public sealed class GradientEstimatorTests
{
    const double Unbiased = 4.5;

    [Theory]
    [InlineData(EstimatorNames.Reinforce)]
    [InlineData(EstimatorNames.Rebar)]
    public void Add_DecisionsThatCountByOthers_IsWithoutBias(string estimator)
    {
        var space = new BranchSpace();
        var study = new Study(space, BranchSpace.Choices, space.Loss);

        study.Estimate(estimator, study.Control, draws: 20_000).LargestDeviation.ShouldBeLessThan(Unbiased);
    }

    [Fact]
    public void Add_EveryCellOfNasBench201_RebarAndReinforceAreWithoutBiasAndRebarVariesLess()
    {
        var study = NasBench201Study();

        var reinforce = study.Estimate(EstimatorNames.Reinforce, study.Control, draws: 8_000);
        var rebar = study.Estimate(EstimatorNames.Rebar, study.Control, draws: 8_000);

        reinforce.LargestDeviation.ShouldBeLessThan(Unbiased);
        rebar.LargestDeviation.ShouldBeLessThan(Unbiased);
        rebar.Variance.ShouldBeLessThan(0.5 * reinforce.Variance);
    }

    [Fact]
    public void Add_ControlOfAnything_IsWithoutBiasAllTheSame()
    {
        var study = NasBench201Study();
        var random = RandomStream.For(7, 0, 0);
        var control = new LinearControl(0.3, [.. Enumerable.Range(0, 30).Select(_ => random.NextNormal())]);

        study.Estimate(EstimatorNames.Rebar, control, draws: 8_000).LargestDeviation.ShouldBeLessThan(Unbiased);
    }

    [Fact]
    public void Add_Reparametrised_IsBiased()
    {
        var study = NasBench201Study();

        study.Estimate(EstimatorNames.Reparametrised, study.Control, draws: 8_000).LargestDeviation.ShouldBeGreaterThan(4 * Unbiased);
    }

    [Fact]
    public void Fit_WhatIsASum_IsFoundUpToTheRidge()
    {
        var space = new NasBench201Space();
        double[] worth = [0, 2, 3, 6, 1];
        Architecture[] cells = [.. Enumerable.Range(0, 300).Select(index => space.Sample(RandomStream.For(1, 0, index)))];

        var control = LinearControl.Fit(space, cells, [.. cells.Select(cell => cell.Genotype.ToArray().Sum(choice => worth[choice]))]);

        for (var choice = 0; choice < 5; choice++)
        {
            (control.Coefficients[choice] - control.Coefficients[0]).ShouldBe(worth[choice], 0.2);
        }
    }

    static Study NasBench201Study() =>
        new(new NasBench201Space(), [5, 5, 5, 5, 5, 5], genotype => Math.Tanh((0.2 * genotype[0] * genotype[5]) - (0.3 * genotype[2])) + (0.1 * genotype[4]) + (genotype[1] == 3 ? 0.5 : 0));

    delegate double LossFunction(ReadOnlySpan<int> genotype);

    /// <summary>A loss over a whole space, logits, and the exact gradient of its mean.</summary>
    sealed class Study
    {
        readonly SearchSpace _space;
        readonly FactorisedPolicy _policy;
        readonly LossFunction _loss;
        readonly double[] _logits;
        readonly double[] _exact;

        public Study(SearchSpace space, int[] choices, LossFunction loss)
        {
            (_space, _policy, _loss) = (space, new FactorisedPolicy(space), loss);
            var random = RandomStream.For(5, 0, 0);
            _logits = [.. Enumerable.Range(0, _policy.WeightCount).Select(_ => 0.8 * random.NextNormal())];
            _exact = new double[_logits.Length];
            var expectation = new FactorisedExpectation(choices);
            double[] values = [.. Enumerable.Range(0, expectation.GenotypeCount).Select(index => loss(expectation.GenotypeAt(index)))];
            expectation.Gradient(_logits, values, _exact);
            Architecture[] drawn = [.. Enumerable.Range(0, 100).Select(_ => _policy.Sample(_logits, 1, random))];
            Control = LinearControl.Fit(space, drawn, [.. drawn.Select(architecture => loss(architecture.Genotype))]);
        }

        public LinearControl Control { get; }

        /// <summary>The largest deviation of the mean from the exact gradient, and the sum of variances over logits.</summary>
        public (double LargestDeviation, double Variance) Estimate(string estimator, LinearControl control, int draws)
        {
            var estimates = new GradientEstimator(_space, _policy);
            var sums = new double[_logits.Length];
            var squares = new double[_logits.Length];
            for (var draw = 0; draw < draws; draw++)
            {
                var random = RandomStream.For(11, 0, draw);
                var genotype = _policy.Sample(_logits, 1, random).Genotype;
                var estimate = new double[_logits.Length];
                estimates.Add(estimator, _logits, genotype, _loss(genotype), control, random, estimate);
                for (var i = 0; i < estimate.Length; i++)
                {
                    sums[i] += estimate[i];
                    squares[i] += estimate[i] * estimate[i];
                }
            }

            var variances = sums.Select((sum, i) => (squares[i] / draws) - (sum / draws * (sum / draws))).ToArray();
            return (sums.Select((sum, i) => Math.Abs((sum / draws) - _exact[i]) / Math.Sqrt(variances[i] / draws)).Max(), variances.Sum());
        }
    }
}
