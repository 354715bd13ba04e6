using Serverless.Core.Surrogates;

namespace Serverless.Core.Tests.Surrogates;

public sealed class SurrogatePredictionsTests
{
    [Fact]
    public void MeanAndSpread_TwoMembers_AreOfEachArchitectureAndObjective()
    {
        var predictions = new SurrogatePredictions(2, 2, 2, [1, 3, 5, 5], [1, 10, 3, 30, 2, 20, 2, 24]);

        predictions.ScoreMean(0).ShouldBe(2);
        predictions.ScoreSpread(0).ShouldBe(Math.Sqrt(2), 1e-9);
        predictions.ScoreSpread(1).ShouldBe(0);
        predictions.ValueMean(0, 1).ShouldBe(20);
        predictions.ValueSpread(1, 1).ShouldBe(Math.Sqrt(8), 1e-9);
        predictions.ValueMean(1, 0).ShouldBe(2);
    }

    [Fact]
    public void Spread_OneMember_IsZero() => new SurrogatePredictions(1, 1, 1, [4], null).ScoreSpread(0).ShouldBe(0);

    [Fact]
    public void Construct_LengthsThatDoNotFit_Throws() =>
        Should.Throw<ArgumentException>(() => new SurrogatePredictions(2, 2, 1, [1, 2, 3], null));

    [Fact]
    public void ValueMean_OfScoresAlone_SaysSo() =>
        Should.Throw<InvalidOperationException>(() => new SurrogatePredictions(1, 1, 1, [4], null).ValueMean(0, 0)).Message.ShouldContain("no values");
}
