using Serverless.Algorithms.Models;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Learning.Onnx;
using Serverless.Spaces.Features;

namespace Serverless.Learning.Surrogates.GaussianProcesses;

/// <summary>The process of one target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Scale">Between its minimised values and what the process models.</param>
/// <param name="Process">The process.</param>
/// <param name="Known">The training rows that it learnt from, in its order.</param>
sealed record ProcessTarget(Objective Target, ValueScale Scale, FeatureProcess Process, int[] Known)
{
    /// <summary>Fits the process of a target to those rows of which it is known.</summary>
    /// <param name="set">n architectures.</param>
    /// <param name="target">Place of the target.</param>
    /// <param name="rows">n × features of the space.</param>
    /// <param name="order">The rows in random order; beyond <see cref="FeatureProcess.MostRows"/> the rest is left out.</param>
    /// <param name="cancellation">Asked at each step.</param>
    /// <remarks>
    /// What is missing of a share depends on the function that is computed, positive costs on what is executed; for other targets the view
    /// is taken that tells left-out values better.
    /// </remarks>
    public static ProcessTarget Fit(SurrogateTrainingSet set, int target, FeatureRows rows, IEnumerable<int> order, CancellationToken cancellation)
    {
        int[] known = [.. order.Where(row => !double.IsNaN(set.ValuesOf(row)[target])).Take(FeatureProcess.MostRows)];
        double[] minimised = [.. known.Select(row => set.Targets[target].Minimised(set.ValuesOf(row)[target]))];
        var scale = ValueScale.For(minimised);
        var values = Array.ConvertAll(minimised, scale.Apply);
        var features = set.Space.Features;
        var own = rows.Subset(known);
        FeatureProcess Process(FeatureView view) => FeatureProcess.Fit(features, view, own, values, cancellation);
        var process = scale.Kind switch
        {
            ValueScaleKind.InverseOfMissing => Process(features.Detail),
            ValueScaleKind.Logarithm => Process(features.Execution),
            _ when ReferenceEquals(features.Detail, features.Execution) => Process(features.Detail),
            _ => new[] { Process(features.Detail), Process(features.Execution) }.MaxBy(process => process.LeftOut.LogDensity(values))!,
        };
        return new ProcessTarget(set.Targets[target], scale, process, known);
    }

    /// <summary>What is predicted of rows, in the target's own unit.</summary>
    public (double Value, double Deviation)[] Predict(FeatureRows rows)
    {
        var (means, deviations) = Process.Predict(rows);
        return [.. means.Zip(deviations, Restore)];
    }

    /// <summary>What is predicted of each of <see cref="Known"/> without it.</summary>
    public (double Value, double Deviation)[] PredictLeftOut() => [.. Process.LeftOut.Means.Zip(Process.LeftOut.Deviations, Restore)];

    /// <summary>Writes the prediction: N × 1 each, in float64.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rows">N × features, in float64.</param>
    public (string Value, string Deviation) Write(OnnxGraph graph, string rows)
    {
        var (covariances, prior) = ProcessGraph.Covariances(graph, Process, rows);
        var mean = graph.MatMul(covariances, graph.Numbers([.. Process.Weights.Select(weight => weight * Process.Scale)], Process.Weights.Count, 1));
        var variance = ProcessGraph.Variance(graph, Process, covariances, prior);
        var deviation = graph.Multiply(graph.SquareRoot(variance), graph.Numbers([Process.Scale]));
        var (value, spread) = Scale.Write(graph, graph.Add(mean, graph.Numbers([Process.Shift])), deviation);
        return (Target.Goal == Goal.Minimise ? value : graph.Multiply(value, graph.Numbers([-1])), spread);
    }

    (double Value, double Deviation) Restore(double mean, double deviation)
    {
        var (value, spread) = Scale.Restore(mean, deviation);
        return (Target.Minimised(value), spread);
    }
}
