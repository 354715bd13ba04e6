using Serverless.Algorithms.Lamoo;
using Serverless.Algorithms.ModelBased.Regions;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Lamoo;

public sealed class SupportVectorMachineTests
{
    readonly NasBench201Space _space = new();

    [Fact]
    public void Train_ClassesByOneDecision_TellsUnseenOnesApart()
    {
        var distance = new ChoiceDistance(_space);
        var (points, classes) = Draw(distance, count: 120, seed: 1);
        var (others, expected) = Draw(distance, count: 200, seed: 2);

        var machine = SupportVectorMachine.Train(distance, points, classes);

        others.Zip(expected).Count(pair => machine.IsGood(pair.First) == pair.Second).ShouldBeGreaterThan(180);
        points.Zip(classes).Count(pair => machine.IsGood(pair.First) == pair.Second).ShouldBeGreaterThan(115);
    }

    [Fact]
    public void Train_TwoPoints_SeparatesThemByTheClosedForm()
    {
        var distance = new ChoiceDistance(_space);
        int[] near = [0, 0, 0, 0, 0, 0];
        int[] far = [1, 1, 1, 1, 1, 1];

        var machine = SupportVectorMachine.Train(distance, [near, far], [true, false]);

        machine.IsGood(near).ShouldBeTrue();
        machine.IsGood(far).ShouldBeFalse();
        machine.IsGood([0, 0, 0, 0, 0, 1]).ShouldBeTrue();
        machine.IsGood([1, 1, 1, 1, 1, 0]).ShouldBeFalse();
    }

    [Fact]
    public void Kernel_DifferentDecisions_DecaysByTwoForEach()
    {
        var distance = new ChoiceDistance(_space);

        // Six decisions of five choices: 1/(6 (1 - 6/30)).
        distance.Kernel([0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]).ShouldBe(1);
        distance.Kernel([0, 0, 0, 0, 0, 0], [4, 0, 2, 0, 0, 0]).ShouldBe(Math.Exp(-4 / 4.8), 1e-12);
        distance.Kernel([-1, 0, 0, 0, 0, 0], [4, 0, 0, 0, 0, 0]).ShouldBe(Math.Exp(-1 / 4.8), 1e-12);
    }

    /// <summary>Good where the fourth edge has one of two operations.</summary>
    (int[][] Points, bool[] Classes) Draw(ChoiceDistance distance, int count, long seed)
    {
        var random = RandomStream.For(seed, 0, 0);
        int[][] points = [.. Enumerable.Range(0, count).Select(_ => distance.Encode(_space.Sample(random)))];
        return (points, Array.ConvertAll(points, point => point[3] >= 3));
    }
}
