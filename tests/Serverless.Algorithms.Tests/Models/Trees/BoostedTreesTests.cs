using Serverless.Algorithms.Models;
using Serverless.Algorithms.Models.Trees;
using Serverless.MultiObjective.Randomness;
using Serverless.MultiObjective.Statistics;

namespace Serverless.Algorithms.Tests.Models.Trees;

public sealed class BoostedTreesTests
{
    static readonly TreeOptions Whole = new() { Trees = 60, Shrinkage = 0.5, RowShare = 1, FeatureShare = 1, Penalty = 0 };

    [Fact]
    public void Fit_ProductOfTwoSigns_IsLearnt()
    {
        var features = Features(400, 4, seed: 1);
        var targets = Targets(features, SignProduct);
        var unseen = Features(400, 4, seed: 2);

        var predictions = BoostedTrees.Fit(features, targets, 1, Whole, seed: 1, CancellationToken.None).Predict(unseen);

        predictions.Zip(Targets(unseen, SignProduct)).Count(pair => Math.Sign(pair.First) == Math.Sign(pair.Second)).ShouldBeGreaterThan(380);
    }

    [Fact]
    public void Fit_SmoothTarget_RanksUnseenRows()
    {
        var features = Features(500, 5, seed: 3);
        var unseen = Features(500, 5, seed: 4);
        static double Target(float[] row) => Math.Sin(3 * row[0]) + (row[1] * row[2]);

        var predictions = BoostedTrees.Fit(features, Targets(features, Target), 1, new TreeOptions(), seed: 1, CancellationToken.None).Predict(unseen);

        RankCorrelation.Spearman(predictions, Targets(unseen, Target)).ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void Fit_OneTreeOfTwoLeaves_SplitsWhereTheErrorFallsMost()
    {
        var features = new FeatureRows([1, 9, 2, 9, 3, 9, 10, 9, 11, 9, 12, 9], 2);
        var stump = Whole with { Trees = 1, Shrinkage = 1, Leaves = 2, RowsPerLeaf = 1 };

        var fitted = BoostedTrees.Fit(features, [1, 1, 1, 5, 5, 8], 1, stump, seed: 1, CancellationToken.None);

        var tree = fitted.Trees[0].ShouldHaveSingleItem();
        tree.Features[0].ShouldBe(0);
        tree.Thresholds[0].ShouldBe(6.5f);
        fitted.Predict(new FeatureRows([0, 0, 100, 0], 2)).ShouldBe([1, 6], 1e-6);
    }

    [Fact]
    public void AddTo_ManyColumns_AddsWhatEachRowsLeafAdds()
    {
        var features = Features(48, 3, seed: 8);
        var tree = BoostedTrees.Fit(features, Targets(features, row => row[0] * row[1]), 1, Whole, seed: 1, CancellationToken.None).Trees[0][0];
        float[] columns = [.. Enumerable.Range(0, 3 * 48).Select(i => features[i % 48][i / 48])];
        var sums = Enumerable.Repeat(1.0, 48).ToArray();

        tree.AddTo(columns, sums);

        sums.ShouldBe(Enumerable.Range(0, 48).Select(row => 1.0 + tree.Predict(features[row])));
    }

    [Fact]
    public void Fit_SameSeed_GivesTheSameTrees()
    {
        var features = Features(100, 3, seed: 5);
        var targets = Targets(features, row => row[0] + row[1]);
        double[] Predictions(long seed) => BoostedTrees.Fit(features, targets, 1, new TreeOptions { Trees = 5 }, seed, CancellationToken.None).Predict(features);

        Predictions(1).ShouldBe(Predictions(1));
        Predictions(1).ShouldNotBe(Predictions(2));
    }

    [Fact]
    public void Fit_TargetThatNeverVaries_IsAnsweredEverywhere()
    {
        var features = Features(20, 2, seed: 6);

        BoostedTrees.Fit(features, [.. Enumerable.Repeat(3.0, 20)], 1, Whole, seed: 1, CancellationToken.None).Predict(features)
            .ShouldBe(Enumerable.Repeat(3.0, 20));
    }

    [Fact]
    public void Fit_Cancelled_Stops() =>
        Should.Throw<OperationCanceledException>(() => BoostedTrees.Fit(Features(10, 2, seed: 7), new double[10], 1, Whole, seed: 1, new CancellationToken(true)));

    /// <summary>Rows of features, uniform in [−1, 1).</summary>
    static FeatureRows Features(int count, int width, int seed)
    {
        var random = RandomStream.For(seed, 0, 0);
        return new FeatureRows([.. Enumerable.Range(0, count * width).Select(_ => (float)((2 * random.NextDouble()) - 1))], width);
    }

    static double[] Targets(FeatureRows features, Func<float[], double> of) =>
        [.. Enumerable.Range(0, features.Count).Select(row => of(features[row].ToArray()))];

    static double SignProduct(float[] row) => Math.Sign(row[0]) * Math.Sign(row[1]);
}
