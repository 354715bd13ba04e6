using Serverless.Algorithms.Models;
using Serverless.Learning.Surrogates.Linear;

namespace Serverless.Learning.Tests.Surrogates.Linear;

public sealed class RidgeRegressionTests
{
    [Fact]
    public void Fit_ExactlyLinearTargets_FindsTheirWeights()
    {
        var features = Numbers.Features(60, 3, seed: 1);
        double[] targets = [.. Enumerable.Range(0, 60).SelectMany(row => new[] { 5 + (2.0 * features[row][0]) - features[row][2], 1.0 - features[row][1] })];

        var model = RidgeRegression.Fit(features, targets, targetCount: 2);

        double[] expected = [2, 0, 0, -1, -1, 0];
        foreach (var (weight, exact) in model.Weights.Zip(expected))
        {
            weight.ShouldBe(exact, 1e-5);
        }

        model.Constants[0].ShouldBe(5, 1e-5);
        model.Constants[1].ShouldBe(1, 1e-5);
    }

    [Fact]
    public void Fit_TwoEqualFeatures_SharesTheWeight()
    {
        var one = Numbers.Features(50, 1, seed: 2);
        var twice = new FeatureRows([.. one.Values.SelectMany(value => new[] { value, value })], 2);

        var model = RidgeRegression.Fit(twice, Numbers.Targets(one, row => 4 * row[0]), 1);

        model.Weights[0].ShouldBe(model.Weights[1], 1e-6);
        (model.Weights[0] + model.Weights[1]).ShouldBe(4, 1e-4);
    }

    [Fact]
    public void Fit_NoiseOnly_PredictsTheMean()
    {
        var features = Numbers.Features(40, 30, seed: 3);
        var noise = Numbers.Features(40, 1, seed: 4);
        var targets = Numbers.Targets(noise, row => 7 + row[0]);

        var predictions = RidgeRegression.Fit(features, targets, 1).Predict(Numbers.Features(100, 30, seed: 5));

        predictions.ShouldAllBe(prediction => Math.Abs(prediction - targets.Average()) < 0.35);
    }

    [Fact]
    public void Fit_FeatureThatNeverVaries_GetsNoWeight()
    {
        var varying = Numbers.Features(30, 1, seed: 6);
        var features = new FeatureRows([.. varying.Values.SelectMany(value => new[] { value, 3f })], 2);

        var model = RidgeRegression.Fit(features, Numbers.Targets(varying, row => row[0]), 1);

        model.Weights[1].ShouldBe(0);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 4)]
    public void Fit_RowsThatDoNotFit_AreRefused(int rows, int targets) =>
        Should.Throw<ArgumentException>(() => RidgeRegression.Fit(Numbers.Features(rows, 2, seed: 7), new double[targets], 1));
}
