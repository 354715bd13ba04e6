using Serverless.MultiObjective.Randomness;

namespace Serverless.MultiObjective.Tests.Randomness;

public sealed class RandomDrawTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(20)]
    public void ToFront_AnyCount_KeepsEveryItemAndBeginsLikeALargerDraw(int count)
    {
        int[] some = [.. Enumerable.Range(0, 20)];
        int[] all = [.. some];

        RandomDraw.ToFront<int>(some, count, seed: 3);
        RandomDraw.ToFront<int>(all, 20, seed: 3);

        some.Order().ShouldBe(Enumerable.Range(0, 20));
        some[..count].ShouldBe(all[..count]);
    }

    [Fact]
    public void ToFront_ManySeeds_DrawsEachItemAsOften()
    {
        var first = Enumerable.Range(0, 4_000).Select(seed =>
        {
            int[] items = [0, 1, 2, 3];
            RandomDraw.ToFront<int>(items, 1, seed);
            return items[0];
        }).CountBy(item => item);

        first.ShouldAllBe(item => item.Value > 900 && item.Value < 1_100, "1,000 of each, standard deviation 27");
    }
}
