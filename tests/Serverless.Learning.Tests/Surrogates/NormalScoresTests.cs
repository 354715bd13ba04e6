using Serverless.Learning.Surrogates;

namespace Serverless.Learning.Tests.Surrogates;

public sealed class NormalScoresTests
{
    [Fact]
    public void ScoreOf_ValuesOfANormalDistribution_AreItsQuantiles()
    {
        var scores = NormalScores.Of(Enumerable.Range(0, 1001).Select(value => (double)value));

        scores.ScoreOf(500).ShouldBe(0, 1e-9);
        scores.ScoreOf(841).ShouldBe(1, 0.02);
        scores.ScoreOf(23).ShouldBe(-2, 0.03);
        scores.ScoreOf(2000).ShouldBe(scores.ScoreOf(1000), "what is known ends there");
    }

    [Fact]
    public void ScoreOf_Ties_IsTheMiddleOfTheirPlaces()
    {
        var scores = NormalScores.Of([1, 2, 2, 2, 3]);

        scores.ScoreOf(2).ShouldBe(0, 1e-9);
        scores.ScoreOf(1).ShouldBe(-scores.ScoreOf(3), 1e-9);
    }

    [Fact]
    public void Knots_LeadBackToValues_InOrder()
    {
        double[] values = [.. Enumerable.Range(1, 200).Select(value => Math.Exp(value / 40.0))];

        var scores = NormalScores.Of(values);

        scores.Heights.ShouldBe(scores.Heights.Order());
        (scores.Heights[0], scores.Heights[^1]).ShouldBe((values[0], values[^1]));
        foreach (var (knot, height) in scores.Knots.Zip(scores.Heights))
        {
            scores.ScoreOf(height).ShouldBe(knot, 1e-6);
        }
    }

    [Fact]
    public void Of_OneValueOrNone_GivesThatValue()
    {
        NormalScores.Of([7, 7]).Heights.ShouldAllBe(height => height == 7);
        NormalScores.Of([]).ScoreOf(3).ShouldBe(0);
    }
}
