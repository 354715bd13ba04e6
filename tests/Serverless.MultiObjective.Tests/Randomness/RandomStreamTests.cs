using Serverless.MultiObjective.Randomness;

namespace Serverless.MultiObjective.Tests.Randomness;

public sealed class RandomStreamTests
{
    [Fact]
    public void For_KnownDecision_GivesTheNumbersItAlwaysGave()
    {
        var random = RandomStream.For(1, 2, 3);
        ulong[] bits = [random.NextBits(), random.NextBits(), random.NextBits()];

        // Computed by an independent implementation of the published generators.
        bits.ShouldBe(
            [0xD0905031AE07B736UL, 0x2E733C6701A79DA1UL, 0x422750742FA8BC9FUL],
            "stored searches have to be repeatable");
    }

    [Fact]
    public void For_EqualDecisions_GivesEqualStreamsAndOthersOthers()
    {
        RandomStream.For(1, 2, 3).NextBits().ShouldBe(RandomStream.For(1, 2, 3).NextBits());

        var firsts =
            from seed in new[] { -1L, 0, 1, long.MaxValue }
            from generation in Enumerable.Range(0, 30)
            from index in Enumerable.Range(0, 30)
            select RandomStream.For(seed, generation, index).NextBits();
        firsts.ShouldBeUnique();
    }

    [Fact]
    public void NextInt_ManyTimes_IsUniformAndInRange()
    {
        var random = RandomStream.For(5, 0, 0);

        var counts = Enumerable.Range(0, 70_000).Select(_ => random.NextInt(7)).CountBy(value => value).ToDictionary();

        counts.Keys.Order().ShouldBe(Enumerable.Range(0, 7));
        // Five standard deviations of a binomial count around 10,000.
        counts.Values.ShouldAllBe(count => Math.Abs(count - 10_000) < 465);
        Should.Throw<ArgumentOutOfRangeException>(() => random.NextInt(0));
    }

    [Fact]
    public void NextDouble_FirstOfManyStreams_IsUniformOverDecisions()
    {
        var values = Enumerable.Range(0, 10_000).Select(index => RandomStream.For(1, 0, index).NextDouble()).ToList();

        values.ShouldAllBe(value => value >= 0 && value < 1);
        // Five standard errors of the mean of uniform numbers.
        values.Average().ShouldBe(0.5, 5 * Math.Sqrt(1.0 / 12 / 10_000));
    }
}
