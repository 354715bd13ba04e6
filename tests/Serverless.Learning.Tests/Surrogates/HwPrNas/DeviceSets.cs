using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Surrogates.HwPrNas;

/// <summary>Training sets of accuracy and of latency on two devices; what is fast on one is slow on the other.</summary>
static class DeviceSets
{
    const double Sum = 20;

    public static readonly Objective Accuracy = SmallSets.Accuracy;
    public static readonly Objective Here = SmallSets.Latency with { Device = "here" };
    public static readonly Objective There = SmallSets.Latency with { Device = "there" };

    static readonly NasBenchMacroSpace Space = new();

    /// <param name="count">Architectures.</param>
    /// <param name="targets">Some of the three.</param>
    public static SurrogateTrainingSet Of(int count, params Objective[] targets)
    {
        var set = SmallSets.Of(Space, count);
        double[] values =
        [
            .. from index in Enumerable.Range(0, count)
               from target in targets
               let latency = set.ValuesOf(index)[1]
               select target == Accuracy ? set.ValuesOf(index)[0] : target == Here ? latency : Sum - latency,
        ];
        return new(set.Specification, set.Shape, targets, set.Architectures, values);
    }
}
