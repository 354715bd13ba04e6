namespace Serverless.Algorithms.Tests;

public sealed class FidelityTests
{
    [Fact]
    public void Ladder_FourRungsByHalves_DoublesToTheWhole()
    {
        var ladder = Fidelity.Ladder(4, 2);

        ladder.ShouldBe([new("rung1", 0.125), new("rung2", 0.25), new("rung3", 0.5), Fidelity.Full]);
    }

    [Fact]
    public void Ladder_OneRung_IsFullAlone() => Fidelity.Ladder(1, 3).ShouldBe([Fidelity.Full]);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(3, 1)]
    public void Ladder_TooFewOrNoReduction_IsRefused(int rungs, int reductionFactor) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Fidelity.Ladder(rungs, reductionFactor));

    [Theory]
    [InlineData(1, 25, 25)]
    [InlineData(0.5, 25, 13)]
    [InlineData(0.01, 25, 1)]
    public void Of_Steps_IsTheShareRoundedAndAtLeastOne(double share, int whole, int expected) =>
        new Fidelity("rung1", share).Of(whole).ShouldBe(expected);

    [Theory]
    [InlineData("zero-cost", 0, true)]
    [InlineData("zero-cost.c0123", 0, true)]
    [InlineData("supernet.32-4", 0, true)]
    [InlineData("epochs3", 0, false)]
    [InlineData("epochs3", 3, true)]
    [InlineData("epochs3", 30, false)]
    [InlineData("full", 3, false)]
    [InlineData("supernet.32-4", 3, false)]
    public void StopsAfter_Name_IsOfTheEpochsAlone(string name, int epochs, bool stops) => Fidelity.StopsAfter(name, epochs).ShouldBe(stops);
}
