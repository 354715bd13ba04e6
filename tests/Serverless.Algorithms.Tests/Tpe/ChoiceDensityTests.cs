using Serverless.Algorithms.Tpe;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Tpe;

public sealed class ChoiceDensityTests
{
    static readonly Dimension Named = new("operation", ["a", "b", "c", "d"]);
    static readonly Dimension Numbered = new("width", ["1", "10", "100"]) { Numbers = [1, 10, 100], IsLogarithmic = true };

    [Fact]
    public void Of_NothingObserved_IsThePrior()
    {
        ChoiceDensity.Of(Named, []).ShouldBe([0.25, 0.25, 0.25, 0.25], 1e-12);

        // A Gaussian as wide as the range, at its middle.
        var end = Math.Exp(-0.125);
        ChoiceDensity.Of(Numbered, []).ShouldBe([end / (1 + (2 * end)), 1 / (1 + (2 * end)), end / (1 + (2 * end))], 1e-12);
    }

    [Fact]
    public void Of_NamedChoices_IsTheMeanOfKernelsAndPrior() =>
        ChoiceDensity.Of(Named, [1, 1, 3]).ShouldBe(
        [
            ((3 * 0.1 / 3) + 0.25) / 4,
            (0.9 + 0.9 + (0.1 / 3) + 0.25) / 4,
            ((3 * 0.1 / 3) + 0.25) / 4,
            (0.9 + (2 * 0.1 / 3) + 0.25) / 4,
        ], 1e-12);

    [Fact]
    public void Of_NumberedChoices_IsTheMeanOfGaussiansAsWideAsTheirGaps()
    {
        // Centres 0 and 1 and the prior's 0.5: gaps of a half.
        double[] low = [1, Math.Exp(-0.5), Math.Exp(-2)];
        double[] prior = [Math.Exp(-0.125), 1, Math.Exp(-0.125)];

        var density = ChoiceDensity.Of(Numbered, [0, 2]);

        density.ShouldBe([.. Enumerable.Range(0, 3).Select(i => ((low[i] / low.Sum()) + (low[2 - i] / low.Sum()) + (prior[i] / prior.Sum())) / 3)], 1e-12);
        density.Sum().ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Of_ManyEqualNumbers_IsNarrowAndStaysPositive()
    {
        var density = ChoiceDensity.Of(Numbered, [.. Enumerable.Repeat(0, 200)]);

        density[0].ShouldBeGreaterThan(0.99);
        density.ShouldAllBe(probability => probability > 0);
    }

    [Fact]
    public void Best_ManyDraws_IsTheLargestRatioThatIsDrawn()
    {
        var random = RandomStream.For(1, 0, 0);

        ChoiceDensity.Best([0.2, 0.5, 0.3, 0], [0.1, 0.4, 0.1, 0.4], draws: 200, random).ShouldBe(2);
        ChoiceDensity.Best([1, 0, 0, 0], [0.9, 0.1, 0, 0], draws: 24, random).ShouldBe(0);
    }
}
