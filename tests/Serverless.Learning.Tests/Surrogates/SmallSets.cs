using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;

namespace Serverless.Learning.Tests.Surrogates;

/// <summary>Training sets whose targets follow from the architectures.</summary>
static class SmallSets
{
    public static readonly ImageShape Shape = new(3, 32, 32, 10);
    public static readonly Objective Accuracy = new() { Metric = "accuracy", Goal = Goal.Maximise };
    public static readonly Objective Latency = new() { Metric = "latencyMs", Goal = Goal.Minimise, Device = "board" };

    /// <summary>Two targets at odds: one falls with the parameters in steps that level out, the other rises with weighted choices.</summary>
    public static SurrogateTrainingSet Of(SearchSpace space, int count, int seed = 1)
    {
        var architectures = Enumerable.Range(0, int.MaxValue)
            .Select(index => space.Canonicalise(space.Sample(RandomStream.For(seed, 0, index))))
            .Distinct().Take(count).ToList();
        return new(space.DefaultSkeleton, Shape, [Accuracy, Latency], architectures, [.. architectures.SelectMany(one => Values(space, one))]);
    }

    static double[] Values(SearchSpace space, Architecture architecture)
    {
        var cost = space.Cost(architecture, space.DefaultSkeleton, Shape);
        var latency = 1.0;
        foreach (var (dimension, choice) in architecture.Genotype.ToArray().Index())
        {
            latency += (1 + (dimension % 3)) * choice * 0.25;
        }

        return [60 + (5 * Math.Log(cost.Parameters)), latency];
    }
}
