using Serverless.Algorithms.Tpe;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Tests.Tpe;

public sealed class VolumeSubsetTests
{
    [Fact]
    public void Choose_KnownPoints_TakesTheLargestGainEachTime()
    {
        // Up to (11, 11): 10 · 2, 7 · 7, 2 · 10 alone; beside (4, 4) the outer ones add 3 · 2 and 2 · 3, and (3.5, 4.5) adds .5 · 6.5.
        double[] points = [1, 9, 4, 4, 3.5, 4.5, 9, 1, 10, 10];

        VolumeSubset.Choose(points, objectives: 2, count: 3).ShouldBe([1, 0, 3]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Choose_AnyPoints_IsTheGreedyChoiceByWholeVolumes(int objectives)
    {
        var random = RandomStream.For(seed: 2, objectives, 0);
        double[] points = [.. Enumerable.Range(0, 25 * objectives).Select(_ => random.NextDouble() - 0.3)];

        VolumeSubset.Choose(points, objectives, count: 9).ShouldBe(Greedy(points, objectives, count: 9));
    }

    [Fact]
    public void Choose_Copies_ComeLast() =>
        VolumeSubset.Choose([1, 2, 1, 2, 2, 1, 1, 2], objectives: 2, count: 3).ShouldBe([0, 2, 1]);

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    [InlineData(double.MaxValue)]
    public void Choose_WithoutVolumes_TakesTheFirst(double odd) =>
        VolumeSubset.Choose([1, 2, odd, 3, 2, 1], objectives: 2, count: 2).ShouldBe([0, 1]);

    static List<int> Greedy(double[] points, int objectives, int count)
    {
        double[] reference = [.. Enumerable.Range(0, objectives).Select(place => 1.1 * points.Where((_, i) => i % objectives == place).Max())];
        double[] Rows(IEnumerable<int> rows) => [.. rows.SelectMany(row => points[(row * objectives)..((row + 1) * objectives)])];
        var chosen = new List<int>();
        while (chosen.Count < count)
        {
            chosen.Add(Enumerable.Range(0, points.Length / objectives).Except(chosen)
                .MaxBy(row => Hypervolume.Of(Rows([.. chosen, row]), reference)));
        }

        return chosen;
    }
}
