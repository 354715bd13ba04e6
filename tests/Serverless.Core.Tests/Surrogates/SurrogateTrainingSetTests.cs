using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Core.Tests.Surrogates;

public sealed class SurrogateTrainingSetTests
{
    static readonly NasBenchMacroSpace Space = new();
    static readonly Objective Accuracy = new() { Metric = "accuracy", Goal = Goal.Maximise };
    static readonly Objective Latency = new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "board" };

    [Fact]
    public void Hash_SameContent_IsTheSame() => Set([1, 2, double.NaN, 4]).Hash().ShouldBe(Set([1, 2, double.NaN, 4]).Hash());

    [Fact]
    public void Hash_OtherValue_IsAnother() => Set([1, 2, 3, 4]).Hash().ShouldNotBe(Set([1, 2, 3, 5]).Hash());

    [Fact]
    public void Subset_OfIndices_TakesArchitecturesAndValues()
    {
        var subset = Set([1, 2, 3, 4]).Subset([1]);

        subset.ValuesOf(0).ToArray().ShouldBe([3, 4]);
        subset.Architectures.ShouldBe([Space.Create([2, 2, 2, 0, 0, 0, 0, 0])]);
    }

    [Fact]
    public void Construct_Architectures_AreKeptInCanonicalForm() =>
        Set([1, 2, 3, 4]).Architectures[0].ShouldBe(Space.Create([0, 0, 1, 1, 0, 0, 0, 0]));

    [Fact]
    public void Construct_TwoTargetsOfOneName_Throws() =>
        Should.Throw<ArgumentException>(() => new SurrogateTrainingSet(Space.DefaultSkeleton, new(3, 32, 32, 10), [Latency, Latency], [], []));

    [Fact]
    public void Construct_InfiniteValue_Throws() => Should.Throw<ArgumentException>(() => Set([1, 2, 3, double.PositiveInfinity]));

    static SurrogateTrainingSet Set(double[] values) => new(
        Space.DefaultSkeleton, new(3, 32, 32, 10), [Accuracy, Latency],
        [Space.Create([0, 0, 1, 0, 1, 0, 0, 0]), Space.Create([2, 2, 2, 0, 0, 0, 0, 0])], values);
}
