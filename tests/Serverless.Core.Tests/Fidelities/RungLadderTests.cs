using FsCheck;
using FsCheck.Fluent;
using Serverless.Core.Fidelities;
using Serverless.Core.Searches.Requests;

namespace Serverless.Core.Tests.Fidelities;

public sealed class RungLadderTests
{
    [Fact]
    public void Of_RecipeWithoutRungs_IsTheWholeTrainingAlone()
    {
        var ladder = RungLadder.Of(new TrainingRecipe { Epochs = 9 });

        ladder.Count.ShouldBe(1);
        ladder.FidelityOf(1).ShouldBe("full");
        ladder.StopOf(1).ShouldBeNull();
        ladder.EpochsFor(7).ShouldBe(63);
    }

    [Fact]
    public void Of_NineEpochsInThreeRungs_SaysWhatEachTakes()
    {
        var ladder = Nine();

        Enumerable.Range(1, 3).Select(ladder.EpochsAddedBy).ShouldBe([1, 2, 6]);
        Enumerable.Range(1, 3).Select(ladder.FidelityOf).ShouldBe(["epochs1", "epochs3", "full"]);
        Enumerable.Range(1, 3).Select(ladder.StopOf).ShouldBe([1, 3, null]);
    }

    [Theory]
    [InlineData(9, 3)]
    [InlineData(8, 2)]
    [InlineData(6, 2)]
    [InlineData(2, 1)]
    [InlineData(1, 1)]
    [InlineData(0, 0)]
    public void Kept_OfAThird_RoundsDownButKeepsOne(int candidates, int kept) => Nine().Kept(candidates).ShouldBe(kept);

    [Fact]
    public void Of_RungOfNoEpochs_TrainsThoseThatGoOnFromThere()
    {
        var ladder = RungLadder.Of(new TrainingRecipe { Epochs = 9, Rungs = [0, 3, 9] });

        Enumerable.Range(1, 3).Select(ladder.FidelityOf).ShouldBe(["zero-cost", "epochs3", "full"]);
        Enumerable.Range(1, 3).Select(ladder.EpochsAddedBy).ShouldBe([0, 3, 6]);
        (ladder.TrainingsFor(9), ladder.EpochsFor(9)).ShouldBe((3, (3 * 3) + (1 * 6)));
        ladder.Affordable(9, epochs: 100, trainings: 2).ShouldBe(8, "a third of eight is two");
    }

    [Fact]
    public void EpochsFor_NineCandidates_CountsThoseThatGoOn() =>
        Nine().EpochsFor(9).ShouldBe((9 * 1) + (3 * 2) + (1 * 6));

    [Fact]
    public void Affordable_AnyLadder_IsTheMostThatFits() => Prop.ForAll(
        (from gaps in Gen.Choose(1, 9).NonEmptyListOf()
         from keep in Gen.Choose(1, 100)
         from wanted in Gen.Choose(0, 40)
         from epochs in Gen.Choose(0, 400)
         select (gaps, keep, wanted, epochs)).ToArbitrary(),
        sample =>
        {
            var rungs = sample.gaps.Select((_, i) => sample.gaps.Take(i + 1).Sum()).ToList();
            var ladder = RungLadder.Of(
                new TrainingRecipe { Epochs = rungs[^1], Rungs = rungs }, new PromotionSpecification { ReductionFactor = 100.0 / sample.keep });

            var affordable = ladder.Affordable(sample.wanted, sample.epochs);

            affordable.ShouldBe(Enumerable.Range(0, sample.wanted + 1).Last(count => ladder.EpochsFor(count) <= sample.epochs));
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(3, 1, 9)]
    [InlineData(1, 1, 9)]
    [InlineData(1, 3, 8)]
    [InlineData(-1, 3, 9)]
    public void Of_RungsThatAreNoLadder_Throws(params int[] rungs) =>
        Should.Throw<ArgumentException>(() => RungLadder.Of(new TrainingRecipe { Epochs = 9, Rungs = rungs })).Message.ShouldContain("are not a ladder");

    static RungLadder Nine() => RungLadder.Of(new TrainingRecipe { Epochs = 9, Rungs = [1, 3, 9] });

    [Theory]
    [InlineData(1, 6, 0, 16, 6)]
    [InlineData(1, 6, 0, 15, 5)]
    [InlineData(1, 6, 0, 9, 1)]
    [InlineData(1, 6, 0, 8, 0)]
    [InlineData(1, 6, 6, 8, 0)]
    [InlineData(1, 3, 3, 13, 3)]
    [InlineData(2, 3, 0, 12, 3)]
    [InlineData(2, 3, 0, 9, 1)]
    [InlineData(3, 3, 0, 13, 2)]
    public void AffordableAt_ARung_LeavesEnoughForThoseThatArePromoted(int rung, int wanted, int have, int epochs, int affordable)
    {
        var ladder = RungLadder.Of(new TrainingRecipe { Epochs = 9, Rungs = [1, 3, 9] });

        ladder.AffordableAt(rung, wanted, have, epochs).ShouldBe(affordable);
        RungLadder.Of([1, 2, 6], ladder.ReductionFactor).AffordableAt(rung, wanted, have, epochs).ShouldBe(affordable);
    }
}
