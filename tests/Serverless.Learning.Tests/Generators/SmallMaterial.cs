using Serverless.Core.Generators;
using Serverless.Core.Objectives;
using Serverless.Learning.Tests.Surrogates;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Generators;

/// <summary>Material whose costs follow from the architectures: devices weigh decisions differently.</summary>
static class SmallMaterial
{
    public static readonly Objective Latency = new() { Metric = "latencyMs", Goal = Goal.Minimise };

    public static GeneratorMaterial Of(SearchSpace space, int count = 40, int devices = 3)
    {
        var set = SmallSets.Of(space, count);
        var quality = set.Select([SmallSets.Accuracy.Name]);
        Architecture[] references = [.. SmallSets.Of(space, 60, seed: 2).Architectures.Except(set.Architectures).Take(5)];
        return new()
        {
            Quality = quality,
            Cost = Latency,
            References = references,
            Devices = [.. Enumerable.Range(0, devices).Select(device => new KnownDevice(
                $"device{device}", [.. references.Select(one => CostOf(one, device))],
                set.Architectures, [.. set.Architectures.Select(one => CostOf(one, device))]))],
        };
    }

    /// <summary>What an architecture takes on a device by its number.</summary>
    public static double CostOf(Architecture architecture, int device) =>
        architecture.Genotype.ToArray().Index().Sum(choice => (1 + ((choice.Index + device) % 3)) * choice.Item * 0.25) + 1 + device;
}
