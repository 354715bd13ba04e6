namespace Serverless.MultiObjective.Tests;

public sealed class DominanceTests
{
    [Theory]
    [InlineData(new double[] { 1, 2 }, new double[] { 1, 3 }, true)]
    [InlineData(new double[] { 1, 3 }, new double[] { 1, 2 }, false)]
    [InlineData(new double[] { 1, 2 }, new double[] { 1, 2 }, false)]
    [InlineData(new double[] { 1, 2 }, new double[] { 2, 1 }, false)]
    [InlineData(new double[] { 1 }, new double[] { 2 }, true)]
    [InlineData(new[] { double.NegativeInfinity, 0 }, new double[] { 1, 0 }, true)]
    [InlineData(new double[] { 9, 9 }, new[] { 0, double.NaN }, true)]
    [InlineData(new[] { 0, double.NaN }, new double[] { 9, 9 }, false)]
    [InlineData(new[] { 0, double.NaN }, new[] { 9, double.NaN }, false)]
    public void Dominates_Vectors_FollowsTheDefinition(double[] first, double[] second, bool expected) =>
        Dominance.Dominates(first, second).ShouldBe(expected);

    [Fact]
    public void Dominates_DifferentLengths_Throws() =>
        Should.Throw<ArgumentException>(() => Dominance.Dominates([1, 2], [1])).Message.ShouldContain("2 and 1 objectives");
}
