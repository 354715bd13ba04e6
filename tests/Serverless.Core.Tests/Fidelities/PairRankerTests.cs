using Serverless.Core.Fidelities;

namespace Serverless.Core.Tests.Fidelities;

public sealed class PairRankerTests
{
    [Fact]
    public void Fit_OnePairOfOneFeature_IsTheModeByBisection()
    {
        var ranker = PairRanker.Fit([[1], [-1]], [3, 2]);

        // The weight w has log(1 + exp(−2w)) + w² / 2 least, where w = 2 σ(−2w).
        var (least, most) = (0.0, 2.0);
        for (var step = 0; step < 100; step++)
        {
            var middle = (least + most) / 2;
            (least, most) = middle < 2 / (1 + Math.Exp(2 * middle)) ? (middle, most) : (least, middle);
        }

        ranker.ChanceAbove([1], [-1]).ShouldBe(1 / (1 + Math.Exp(-2 * least)), 1e-9);
        ranker.ChanceAbove([0.5], [0.5]).ShouldBe(0.5);
    }

    [Fact]
    public void Fit_RandomExamples_HasNoGradientLeft()
    {
        var random = new Random(4);
        double[][] features = [.. Enumerable.Range(0, 12).Select(_ => Enumerable.Range(0, 3).Select(_ => (2 * random.NextDouble()) - 1).ToArray())];
        double[] values = [.. features.Select(row => Math.Round((3 * row[0]) - row[1] + random.NextDouble(), 1))];

        var ranker = PairRanker.Fit(features, values);

        double[] weights = [.. Enumerable.Range(0, 3).Select(feature => Logit(ranker.ChanceAbove([.. Enumerable.Range(0, 3).Select(at => at == feature ? 1.0 : 0)], [0, 0, 0])))];
        for (var feature = 0; feature < 3; feature++)
        {
            var gradient = weights[feature];
            for (var i = 0; i < values.Length; i++)
            {
                for (var j = 0; j < values.Length; j++)
                {
                    gradient -= values[i] > values[j] ? (1 - ranker.ChanceAbove(features[i], features[j])) * (features[i][feature] - features[j][feature]) : 0;
                }
            }

            gradient.ShouldBe(0, 1e-4);
        }

        weights[0].ShouldBeGreaterThan(1);
        weights[1].ShouldBeLessThan(0);
    }

    [Fact]
    public void Fit_EqualValues_TellsNothing() => PairRanker.Fit([[1], [-1], [4]], [2, 2, 2]).ChanceAbove([1], [-1]).ShouldBe(0.5);

    static double Logit(double chance) => Math.Log(chance / (1 - chance));
}
