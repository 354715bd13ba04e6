using Serverless.Learning.Generators.Pnag;

namespace Serverless.Learning.Tests.Generators.Pnag;

public sealed class DominanceRuleTests
{
    const double Budget = 5;

    [Theory]

    // Both within: the better one, and of equally good ones the cheaper.
    [InlineData(90, 4, 80, 1, 1)]
    [InlineData(80, 5, 90, 5, -1)]
    [InlineData(90, 3, 90, 4, 1)]
    [InlineData(90, 3, 90, 3, 0)]

    // One within: that one, however good the other is.
    [InlineData(10, 5, 99, 5.1, 1)]
    [InlineData(99, 6, 10, 1, -1)]

    // None within: the cheaper one, and of equally dear ones the better.
    [InlineData(10, 6, 99, 7, 1)]
    [InlineData(10, 6, 99, 6, -1)]
    [InlineData(10, 6, 10, 6, 0)]
    public void Compare_QualitiesAndCosts_GivesTheOneThatIsBetterUnderTheBudget(double quality, double cost, double other, double otherCost, int expected)
    {
        var (first, second) = (new JudgedArchitecture(quality, cost), new JudgedArchitecture(other, otherCost));

        DominanceRule.Compare(first, second, Budget).ShouldBe(expected);
        DominanceRule.Compare(second, first, Budget).ShouldBe(-expected);
    }
}
