using Serverless.Algorithms.Acquisition;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Acquisition;

public sealed class IterativeSamplingTests
{
    static readonly int[] Ranking = [.. Enumerable.Range(0, 160).Reverse()];

    [Theory]
    [InlineData(1, 80)]
    [InlineData(2, 40)]
    [InlineData(3, 20)]
    [InlineData(5, 10)]
    public void Choose_RoundI_TakesHalfTheBestAndDrawsHalfFromTheTop(int round, int top)
    {
        var choices = IterativeSampling.Choose(Ranking, round, Terms(8, seed: 3));

        choices.Take(4).Select(choice => choice.Index).ShouldBe(Ranking[..4]);
        choices.Take(4).ShouldAllBe(choice => choice.Reason == ChoiceReason.Score);
        var (drawn, others) = (choices.Skip(4).ToList(), Ranking[4..top]);
        drawn.Count.ShouldBe(4);
        drawn.ShouldAllBe(choice => choice.Reason == ChoiceReason.Exploration && others.Contains(choice.Index));
        choices.Select(choice => choice.Index).ShouldBeUnique();
    }

    [Fact]
    public void Choose_OneThatDoesNotFavourTheBest_IsDrawn()
    {
        IterativeSampling.Choose(Ranking, 2, Terms(1, seed: 3)).ShouldHaveSingleItem().Index.ShouldBe(Ranking[0]);
        IterativeSampling.Choose(Ranking, 2, Terms(1, seed: 3), favoursBest: false).ShouldHaveSingleItem().Reason.ShouldBe(ChoiceReason.Exploration);
        IterativeSampling.Choose(Ranking, 6, Terms(1, seed: 3), favoursBest: false).ShouldHaveSingleItem().Index.ShouldBe(Ranking[0]);
    }

    [Fact]
    public void Choose_ManySeeds_DrawFromTheWholeTop()
    {
        var drawn = Enumerable.Range(0, 200).SelectMany(seed => IterativeSampling.Choose(Ranking, 2, Terms(8, seed)).Skip(4)).Select(choice => choice.Index).ToHashSet();

        drawn.ShouldBe(Ranking[4..40], ignoreOrder: true);
    }

    [Fact]
    public void Choose_AfterFiveRounds_TakesTheBestAlone() =>
        IterativeSampling.Choose(Ranking, 6, Terms(8, seed: 3)).Select(choice => choice.Index).ShouldBe(Ranking[..8]);

    [Fact]
    public void Choose_FewerThanAskedFor_TakesAll() =>
        IterativeSampling.Choose([4, 2, 9], 1, Terms(8, seed: 3)).Select(choice => choice.Index).ShouldBe([4, 2, 9], ignoreOrder: true);

    [Fact]
    public void Rank_TwoObjectives_GoesByFrontsThenBySpace()
    {
        // Fronts: places 0, 1, 2, 4 (4 between its neighbours 1 and 2, and nearest to them), then 3; place 5 is not predicted.
        double[] values = [0, 10, 5, 5, 10, 0, 11, 11, 6, 4.5, double.NaN, 1];
        var space = new NasBench201Space();
        Architecture[] cells = [.. Enumerable.Range(0, 6).Select(index => space.Create([index % 5, 3, 3, 3, 3, index / 5]))];

        var order = IterativeSampling.Rank(new EnsemblePredictions(cells, values, members: 1, objectives: 2));

        order.Take(2).ShouldBe([0, 2], ignoreOrder: true);
        order.Skip(2).Take(2).ShouldBe([1, 4], ignoreOrder: true);
        order.Skip(4).ShouldBe([3]);
    }

    static AcquisitionOptions Terms(int count, int seed) => new(count, Exploration: 0, seed, Generation: 1);
}
