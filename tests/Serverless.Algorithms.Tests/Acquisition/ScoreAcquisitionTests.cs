using Serverless.Algorithms.Acquisition;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Acquisition;

public sealed class ScoreAcquisitionTests
{
    static readonly NasBench201Space Space = new();

    static readonly Architecture[] Cells =
        [Space.Create([0, 0, 0, 0, 0, 0]), Space.Create([0, 0, 0, 0, 0, 1]), Space.Create([3, 3, 3, 3, 3, 3]), Space.Create([1, 1, 1, 1, 1, 1])];

    [Fact]
    public void Choose_One_IsTheOneOfTheBestMeanScore() =>
        Choose([1, 5, 2, 2, 4, 3, 0, 0], members: 2, count: 1).ShouldHaveSingleItem().ShouldBe(new Choice(2, ChoiceReason.Score, 3.5));

    [Fact]
    public void Choose_Several_TakesOneUnlikeTheBestBeforeItsNeighbour()
    {
        // The second is 0.95 of the best and differs from it in one decision; the third is 0.8 and differs in all.
        var choices = Choose([1, 0.95, 0.8, 0], members: 1, count: 3);

        choices.Select(choice => choice.Index).ShouldBe([0, 2, 1]);
        choices.ShouldAllBe(choice => choice.Reason == ChoiceReason.Score);
    }

    [Fact]
    public void Choose_Exploring_TakesWhatIsLeastLikeWhatIsKnown()
    {
        var pool = new EnsemblePredictions(Cells, [1, 1, 0, 0.9], members: 1, objectives: 1);

        var choices = ScoreAcquisition.Choose(pool, [Cells[0], Cells[3]], new AcquisitionOptions(1, 1, 1, 0));

        choices.ShouldHaveSingleItem().ShouldBe(new Choice(2, ChoiceReason.Exploration, 1));
    }

    [Fact]
    public void Choose_NoScoreOfSome_TakesThoseLastAndNeverByScore()
    {
        var choices = Choose([double.NaN, 1, 2, double.PositiveInfinity], members: 1, count: 4);

        choices.Select(choice => choice.Index).Take(2).ShouldBe([2, 1]);
        choices.Skip(2).ShouldAllBe(choice => choice.Reason == ChoiceReason.Exploration);
    }

    [Fact]
    public void Choose_PoolOfObjectives_IsRefused() =>
        Should.Throw<ArgumentException>(() => ScoreAcquisition.Choose(
            new EnsemblePredictions([Cells[0]], [1, 2], members: 1, objectives: 2), [], new AcquisitionOptions(1, 0, 1, 0))).Message.ShouldContain("not 2");

    static IReadOnlyList<Choice> Choose(double[] scores, int members, int count) =>
        ScoreAcquisition.Choose(new EnsemblePredictions(Cells, scores, members, objectives: 1), [], new AcquisitionOptions(count, 0, 1, 0));
}
