using Serverless.Algorithms.Sampling;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Sampling;

public sealed class LatinHypercubeDesignsTests
{
    readonly NasBench201Space _space = new();

    [Theory]
    [InlineData(5)]
    [InlineData(20)]
    public void Point_WholeDesign_HasEveryChoiceEquallyOften(int size)
    {
        var designs = new LatinHypercubeDesigns(_space, seed: 3, size);

        for (var design = 0; design < 3; design++)
        {
            var points = Enumerable.Range(design * size, size).Select(index => designs.Point(index, RandomStream.For(3, 0, index))).ToList();
            for (var edge = 0; edge < 6; edge++)
            {
                points.CountBy(point => point.Genotype[edge]).ShouldAllBe(count => count.Value == size / 5);
            }
        }
    }

    [Fact]
    public void Point_SizeThatChoicesDoNotDivide_DiffersByOneAtMost()
    {
        var designs = new LatinHypercubeDesigns(_space, seed: 3, size: 7);
        var points = Enumerable.Range(0, 7).Select(index => designs.Point(index, RandomStream.For(3, 0, index))).ToList();

        for (var edge = 0; edge < 6; edge++)
        {
            points.CountBy(point => point.Genotype[edge]).ShouldAllBe(count => count.Value >= 1 && count.Value <= 3);
        }
    }

    [Fact]
    public void Point_OutOfOrder_IsTheSame()
    {
        var forwards = new LatinHypercubeDesigns(_space, seed: 3, size: 4);
        var backwards = new LatinHypercubeDesigns(_space, seed: 3, size: 4);

        int[] order = [0, 1, 2, 3, 4, 5, 6, 7];
        var points = order.Select(index => forwards.Point(index, RandomStream.For(1, 1, index))).ToList();

        order.Reverse().Select(index => backwards.Point(index, RandomStream.For(1, 1, index))).Reverse().ShouldBe(points);
    }
}
