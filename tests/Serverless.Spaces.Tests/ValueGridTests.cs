namespace Serverless.Spaces.Tests;

public sealed class ValueGridTests
{
    [Fact]
    public void Of_ARange_GivesNumbersFromEndToEnd()
    {
        ValueGrid.Of(0.001, 0.1, 3, GridScale.Log, isWhole: false).ShouldBe([0.001, 0.01, 0.1]);
        ValueGrid.Of(0.001, 0.3, 4, GridScale.Log, isWhole: false).ShouldBe([0.001, 0.006694, 0.04481, 0.3]);
        ValueGrid.Of(-1, 1, 5, GridScale.Linear, isWhole: false).ShouldBe([-1, -0.5, 0, 0.5, 1]);
        ValueGrid.Of(32, 256, 4, GridScale.Log, isWhole: true).ShouldBe([32, 64, 128, 256]);
        ValueGrid.Of(1, 3, 9, GridScale.Linear, isWhole: true).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void Of_WhatIsNoRange_IsRefused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => ValueGrid.Of(1, 1, 2, GridScale.Linear, isWhole: false));
        Should.Throw<ArgumentOutOfRangeException>(() => ValueGrid.Of(0, 1, 2, GridScale.Log, isWhole: false));
        Should.Throw<ArgumentOutOfRangeException>(() => ValueGrid.Of(0, 1, 1, GridScale.Linear, isWhole: false));
    }

    [Fact]
    public void Share_OfAValue_IsItsPlaceOnTheScale()
    {
        ValueGrid.Share(0.01, 0.001, 0.1, GridScale.Log).ShouldBe(0.5, 1e-12);
        ValueGrid.Share(0.25, 0, 1, GridScale.Linear).ShouldBe(0.25);
        ValueGrid.Share(3, 3, 3, GridScale.Log).ShouldBe(0);
    }
}
