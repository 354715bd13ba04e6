using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Surrogates.Devices;

/// <summary>Devices of one kind: the cost of a choice is a mixture of the same three prices, with a different mixture for each device.</summary>
static class MadeDevices
{
    const int Prices = 3;

    public static IReadOnlyList<Architecture> Draw(SearchSpace space, int count, int seed) =>
    [
        .. Enumerable.Range(0, int.MaxValue).Select(index => space.Canonicalise(space.Sample(RandomStream.For(seed, 0, index)))).Distinct().Take(count),
    ];

    public static double Milliseconds(SearchSpace space, Architecture architecture, int device)
    {
        var sum = 2.0;
        for (var dimension = 0; dimension < space.Dimensions.Count; dimension++)
        {
            for (var price = 0; space.IsActive(architecture, dimension) && price < Prices; price++)
            {
                var cost = RandomStream.For(price, dimension, architecture.Genotype[dimension]).NextDouble();
                sum += cost * RandomStream.For(100 + device, 0, price).NextDouble();
            }
        }

        return sum;
    }

    public static SurrogateTrainingSet Measured(SearchSpace space, IReadOnlyList<Architecture> architectures, int devices, int first = 0) => new(
        space.DefaultSkeleton,
        SmallSets.Shape,
        [.. Enumerable.Range(first, devices).Select(device => new Objective { Metric = "latencyMs", Goal = Goal.Minimise, Device = $"device-{device}" })],
        architectures,
        [.. architectures.SelectMany(architecture => Enumerable.Range(first, devices).Select(device => Milliseconds(space, architecture, device)))],
        space);
}
