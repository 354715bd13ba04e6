using FsCheck;
using FsCheck.Fluent;
using Serverless.Algorithms.Acquisition;
using Serverless.MultiObjective;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Algorithms.Tests.Acquisition;

public sealed class ExpectedHypervolumeImprovementTests
{
    static readonly NasBench201Space Space = new();

    [Fact]
    public void Choose_AnyEnsemble_IsTheGreedyBatchOfVolumesFromScratch() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), IsGreedy).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    static void IsGreedy(int seed)
    {
        var random = RandomStream.For(seed, 0, 0);
        var (objectives, members) = (1 + random.NextInt(4), 1 + random.NextInt(4));
        double[] front = [.. Values(random, random.NextInt(6) * objectives)];
        var reference = Enumerable.Repeat(1.0, objectives).ToArray();
        var pool = Pool(random, 25, members, objectives);

        var choices = ExpectedHypervolumeImprovement.Choose(pool, front, reference, [], new AcquisitionOptions(6, 0, 1, 0));

        var fronts = Enumerable.Range(0, members).Select(_ => front.ToList()).ToList();
        var open = Enumerable.Range(0, 25).ToList();
        foreach (var choice in choices.TakeWhile(choice => choice.Reason == ChoiceReason.Improvement))
        {
            choice.Value.ShouldBe(Gain(choice.Index), 1e-9);
            choice.Value.ShouldBeGreaterThanOrEqualTo(open.Max(Gain) - 1e-9);
            open.Remove(choice.Index);
            fronts.Index().ToList().ForEach(member => member.Item.AddRange(pool.Of(choice.Index, member.Index)));
        }

        choices.Select(choice => choice.Index).ToHashSet().Count.ShouldBe(6);
        (choices[^1].Reason == ChoiceReason.Improvement || open.Max(Gain) < 1e-9).ShouldBeTrue();

        double Gain(int index) => fronts.Index().Average(member =>
            Hypervolume.Of([.. member.Item, .. pool.Of(index, member.Index)], reference) - Hypervolume.Of([.. member.Item], reference));
    }

    [Fact]
    public void Choose_ManySamplesOfNormals_ComesToTheClosedForm()
    {
        // Without a front the gain is a product of independent shortfalls, each of which has the closed form of expected improvement.
        const int members = 40_000;
        var random = RandomStream.For(5, 0, 0);
        (double Mean, double Deviation)[] normals = [(0.4, 0.3), (0.9, 0.5)];
        double[] predictions = [.. Enumerable.Range(0, members).SelectMany(_ => normals.Select(normal => normal.Mean + (normal.Deviation * Gauss(random))))];
        var pool = new EnsemblePredictions([Space.Sample(random)], predictions, members, 2);

        var choice = ExpectedHypervolumeImprovement.Choose(pool, [], [1, 1], [], new AcquisitionOptions(1, 0, 1, 0)).ShouldHaveSingleItem();

        choice.Value.ShouldBe(normals.Aggregate(1.0, (product, normal) => product * ExpectedImprovement(1, normal.Mean, normal.Deviation)), 0.005);
    }

    [Fact]
    public void Choose_CopiesOfTheBest_ChoosesOneOfThem()
    {
        // The second is a copy of the first: once that is chosen it promises nothing, the lesser third does.
        var pool = new EnsemblePredictions([.. Samples(3)], [1, 1, 1, 1, 0, 3], members: 1, objectives: 2);

        var choices = ExpectedHypervolumeImprovement.Choose(pool, [], [4, 4], [], new AcquisitionOptions(2, 0, 1, 0));

        choices.Select(choice => (choice.Index, choice.Value)).ShouldBe([(0, 9), (2, 1)]);
    }

    [Fact]
    public void Choose_NothingPromisesAnything_ExploresWhereMembersDisagreeMost()
    {
        double[] predictions =
        [
            5, 5, 6, 6,
            5, 5, 9, 9,
            double.NaN, 0, 0, 0,
        ];
        var cell = Space.Create([0, 0, 0, 0, 0, 0]);
        var pool = new EnsemblePredictions([cell, cell, cell], predictions, members: 2, objectives: 2);

        var choices = ExpectedHypervolumeImprovement.Choose(pool, [1, 1], [4, 4], [cell], new AcquisitionOptions(3, 0, 1, 0));

        choices.Select(choice => choice.Index).ShouldBe([1, 0, 2]);
        choices.ShouldAllBe(choice => choice.Reason == ChoiceReason.Exploration);
    }

    [Fact]
    public void Choose_ShareToExplore_IsKeptOnAverageAndTheSameEachTime()
    {
        // On a line from corner to corner nothing dominates anything, so there is always something to gain.
        double[] line = [.. Enumerable.Range(0, 40).SelectMany(i => new[] { i / 40.0, 1 - (i / 40.0) })];
        var pool = new EnsemblePredictions([.. Samples(40)], line, members: 1, objectives: 2);
        IReadOnlyList<Choice> Choose(int generation) => ExpectedHypervolumeImprovement.Choose(pool, [], [2, 2], [], new AcquisitionOptions(6, 0.25, 7, generation));

        var explored = Enumerable.Range(0, 400).Average(generation => Choose(generation).Count(choice => choice.Reason == ChoiceReason.Exploration));

        explored.ShouldBe(1.5, 0.1);
        Choose(11).ShouldBe(Choose(11));
    }

    [Fact]
    public void Choose_MoreThanThereIs_ChoosesAll() =>
        ExpectedHypervolumeImprovement.Choose(Pool(RandomStream.For(3, 0, 0), 4, 2, 3), [], [1, 1, 1], [], new AcquisitionOptions(9, 0.5, 7, 0))
            .Select(choice => choice.Index).Order().ShouldBe([0, 1, 2, 3]);

    [Fact]
    public void Choose_LengthsThatDoNotFit_IsRefused()
    {
        Should.Throw<ArgumentException>(() => new EnsemblePredictions([.. Samples(2)], [1, 2, 3], 1, 2)).Message.ShouldContain("need 4 predictions, not 3");
        Should.Throw<ArgumentException>(() => ExpectedHypervolumeImprovement.Choose(
            new EnsemblePredictions([.. Samples(1)], [1, 2], 1, 2), [], [1], [], new AcquisitionOptions(1, 0, 1, 0)));
    }

    static EnsemblePredictions Pool(RandomStream random, int candidates, int members, int objectives) => new(
        [.. Enumerable.Range(0, candidates).Select(_ => Space.Sample(random))], [.. Values(random, candidates * members * objectives)], members, objectives);

    static IEnumerable<Architecture> Samples(int count) => Enumerable.Range(0, count).Select(index => Space.Sample(RandomStream.For(1, 0, index)));

    // Few distinct values, so that copies and ties come up; some are worse than the reference.
    static IEnumerable<double> Values(RandomStream random, int count) => Enumerable.Range(0, count).Select(_ => random.NextInt(12) / 10.0);

    static double Gauss(RandomStream random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    static double ExpectedImprovement(double best, double mean, double deviation)
    {
        var z = (best - mean) / deviation;
        var density = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI);
        return ((best - mean) * Cumulative(z)) + (deviation * density);
    }

    // Trapezoids; the tail below -8 is nothing.
    static double Cumulative(double z) => Enumerable.Range(0, 20_000)
        .Sum(i => -8 + ((i + 0.5) * (z + 8) / 20_000) is var x ? Math.Exp(-x * x / 2) : 0) * (z + 8) / 20_000 / Math.Sqrt(2 * Math.PI);
}
