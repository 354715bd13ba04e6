using Serverless.Algorithms.Models;
using Serverless.MultiObjective.Randomness;

namespace Serverless.Algorithms.Tests.Models;

public sealed class EnsembleModelTests
{
    [Fact]
    public void Predict_ThreeMembers_IsTheirMeanAndTheirVarianceWithTheNoises()
    {
        var (means, variances) = (new double[2], new double[2]);

        new Table(noise: 2).Predict([3, 0], means, variances);

        means.ShouldBe([4 + (1.0 / 3), 2]);
        variances.ShouldBe([(1.0 / 3 * ((1.0 / 9) + (16.0 / 9) + (25.0 / 9))) + 4, (2.0 / 3) + 4], 1e-12);
    }

    [Fact]
    public void Draw_MoreDrawsThanMembers_HasEachMemberEquallyOftenAsAWhole()
    {
        var draws = new Table(noise: 2).Draw([0, 1, 2, 3], 30, RandomStream.For(1, 0, 0));

        draws.Fix(2, new double[30]);

        draws.Fixed.ShouldBe(1);
        draws.Deviation(0).ShouldBe(0);
        var drawn = Enumerable.Range(0, 30).Select(draw => (int)draws.Means(draw)[0]).ToList();
        drawn.Take(3).ShouldBe([1, 2, 3]);
        drawn.CountBy(member => member).ShouldAllBe(member => member.Value == 10);
        Enumerable.Range(0, 30).Select(draw => draws.Means(draw).ToArray()).ShouldBe(drawn.Select(member => Table.Values[member - 1]));
    }

    [Fact]
    public void Sample_SameStream_IsOfTheSameMembers()
    {
        var model = new Table(noise: 0);

        var samples = model.Sample([0, 3], 7, RandomStream.For(1, 0, 0));

        samples.Take(6).ShouldBe([1, 4, 2, 3, 3, 6]);
        samples.Length.ShouldBe(14);
        model.Sample([0, 3], 7, RandomStream.For(1, 0, 0)).ShouldBe(samples);
    }

    sealed class Table(double noise) : EnsembleModel<int[]>
    {
        public static readonly double[][] Values = [[1, 5, 6, 4], [2, 7, 8, 3], [3, 9, 1, 6]];

        public override int Members => Values.Length;

        public override double Noise => noise;

        public override double[] Answers(int[] candidates) => [.. Values.SelectMany(member => candidates.Select(place => member[place]))];
    }
}
