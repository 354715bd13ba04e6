using FsCheck;
using FsCheck.Fluent;
using Serverless.Bench.Statistics;

namespace Serverless.Bench.Tests.Statistics;

public sealed class SignedRankTestTests
{
    [Fact]
    public void Of_RankSumOfThree_CountsTheSignsThatAreAsExtreme()
    {
        // Of the 256 sets of signs, five have a rank sum of at most 3: none, 1, 2, 3, and 1 with 2.
        double[] differences = [1, 2, -3, 4, 5, 6, 7, 8];

        var test = SignedRankTest.Of(differences, new double[8]);

        test.ProbabilityValue.ShouldBe(2 * 5 / 256.0, 1e-15);
        test.Pairs.ShouldBe(8);
        test.Effect.ShouldBe((33 - 3) / 36.0, 1e-15);
    }

    [Theory]
    [InlineData(5, 0.0625)]
    [InlineData(6, 0.03125)]
    [InlineData(20, 2 / 1_048_576.0)]
    public void Of_AllOnOneSide_IsTwoOfAllSigns(int pairs, double probability)
    {
        double[] larger = [.. Enumerable.Range(1, pairs).Select(i => (double)i)];

        var test = SignedRankTest.Of(larger, new double[pairs]);

        test.ProbabilityValue.ShouldBe(probability, 1e-18);
        test.Effect.ShouldBe(1);
        SignedRankTest.Of(new double[pairs], larger).ShouldBe(test with { Effect = -1 });
    }

    [Fact]
    public void Of_NoDifference_IsNoEvidence()
    {
        SignedRankTest.Of([1, double.PositiveInfinity], [1, double.PositiveInfinity]).ShouldBe(new SignedRankTest(0, 1, 0));
        SignedRankTest.Of([], []).ShouldBe(new SignedRankTest(0, 1, 0));
    }

    [Fact]
    public void Of_UnequalLengthsOrNaN_IsRefused()
    {
        Should.Throw<ArgumentException>(() => SignedRankTest.Of([1], [1, 2]));
        Should.Throw<ArgumentException>(() => SignedRankTest.Of([1, double.NaN], [1, 2]));
    }

    [Fact]
    public void Of_ManyPairs_AgreesWithTheNormalApproximation()
    {
        double[] differences = [.. Enumerable.Range(1, 400).Select(i => i % 9 < 5 ? i : -(double)i)];
        var mean = 400 * 401 / 4.0;
        var deviation = Math.Sqrt(400 * 401 * 801 / 24.0);
        var positive = differences.Where(difference => difference > 0).Sum();

        // The two-sided tail of the standard normal at 2.118 is 0.0342.
        ((positive - mean) / deviation).ShouldBe(2.118, 0.001);
        SignedRankTest.Of(differences, new double[400]).ProbabilityValue.ShouldBe(0.0342, 5e-4);
    }

    [Fact]
    public void Of_FewPairsWithTies_EqualsCountingAllSigns() => Prop.ForAll(
        Gen.Choose(-4, 4).ListOf().Where(list => list.Count <= 10).ToArbitrary(),
        differences =>
        {
            double[] first = [.. differences.Select(difference => (double)difference)];
            var test = SignedRankTest.Of(first, new double[first.Length]);
            return Math.Abs(test.ProbabilityValue - BruteForce(first)) < 1e-12;
        }).QuickCheckThrowOnFailure();

    static double BruteForce(double[] differences)
    {
        double[] kept = [.. differences.Where(difference => difference != 0)];
        if (kept.Length == 0)
        {
            return 1;
        }

        double[] ranks = [.. kept.Select(one => kept.Count(other => Math.Abs(other) < Math.Abs(one)) + ((kept.Count(other => Math.Abs(other) == Math.Abs(one)) + 1) / 2.0))];
        var total = ranks.Sum();
        var observed = kept.Zip(ranks).Where(pair => pair.First > 0).Sum(pair => pair.Second);
        var extreme = Math.Min(observed, total - observed);
        var signs = Enumerable.Range(0, 1 << kept.Length)
            .Count(mask => ranks.Where((_, i) => (mask >> i & 1) == 1).Sum() <= extreme);
        return Math.Min(1, 2.0 * signs / (1 << kept.Length));
    }
}
