using Serverless.Algorithms.Models;
using Serverless.Core.Objectives;
using Serverless.Core.Surrogates;
using Serverless.Learning.Onnx;
using Serverless.Spaces.Features;

namespace Serverless.Learning.Surrogates.GaussianProcesses;

/// <summary>The Gaussian process of one target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Scale">The scale between the target's minimised values and the values that the process models.</param>
/// <param name="Process">The process.</param>
/// <param name="Known">The indices of the training rows that it was fitted to, in its order.</param>
/// <param name="Trees">The trees whose mean is averaged with the process; null for none.</param>
sealed record ProcessTarget(Objective Target, ValueScale Scale, FeatureProcess Process, int[] Known, ViewTrees? Trees)
{
    const double TreesShare = 0.5;

    /// <summary>Fits the process of a target to the rows for which it is known.</summary>
    /// <param name="set">n architectures.</param>
    /// <param name="target">The index of the target.</param>
    /// <param name="rows">The features of the architectures, n × features of the search space.</param>
    /// <param name="order">The rows in random order; those beyond <see cref="FeatureProcess.MostRows"/> are left out.</param>
    /// <param name="trees">The seed of the trees beside the processes of shares; null for no trees.</param>
    /// <param name="cancellation">Checked at each step.</param>
    /// <remarks>
    /// What a share lacks depends on the function that is computed, positive costs on what is executed. For other targets the view with the
    /// better leave-one-out predictions is chosen.
    /// </remarks>
    public static ProcessTarget Fit(SurrogateTrainingSet set, int target, FeatureRows rows, IEnumerable<int> order, long? trees, CancellationToken cancellation)
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
        return new ProcessTarget(
            set.Targets[target],
            scale,
            process,
            known,
            trees is { } seed && scale.Kind == ValueScaleKind.InverseOfMissing ? ViewTrees.Fit(features, features.Detail, own, values, seed, cancellation) : null);
    }

    /// <summary>Predicts rows in the target's own unit.</summary>
    public (double Value, double Deviation)[] Predict(FeatureRows rows)
    {
        var (means, deviations) = Process.Predict(rows);
        return [.. Mixed(means, Trees?.Predict(rows)).Zip(deviations, Restore)];
    }

    /// <summary>Predicts each of <see cref="Known"/> without its own value.</summary>
    public (double Value, double Deviation)[] PredictLeftOut() => [.. Mixed(Process.LeftOut.Means, Trees?.LeftOut).Zip(Process.LeftOut.Deviations, Restore)];

    /// <summary>Exports the prediction: N × 1 each, in float64.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="input">The name of the features, N × features, in float32.</param>
    /// <param name="rows">The name of the same features in float64.</param>
    public (string Value, string Deviation) Write(OnnxGraph graph, string input, string rows)
    {
        var (covariances, prior) = ProcessGraph.Covariances(graph, Process, rows);
        var share = Trees is null ? 1 : 1 - TreesShare;
        var mean = graph.Add(
            graph.MatMul(covariances, graph.Numbers([.. Process.Weights.Select(weight => weight * Process.Scale * share)], Process.Weights.Count, 1)),
            graph.Numbers([Process.Shift * share]));
        mean = Trees is null ? mean : graph.Add(mean, Trees.Write(graph, input, TreesShare));
        var variance = ProcessGraph.Variance(graph, Process, covariances, prior);
        var deviation = graph.Multiply(graph.SquareRoot(variance), graph.Numbers([Process.Scale]));
        var (value, spread) = Scale.Write(graph, mean, deviation);
        return (Target.Goal == Goal.Minimise ? value : graph.Multiply(value, graph.Numbers([-1])), spread);
    }

    static double[] Mixed(double[] means, double[]? trees) =>
        trees is null ? means : [.. means.Zip(trees, (mean, tree) => ((1 - TreesShare) * mean) + (TreesShare * tree))];

    (double Value, double Deviation) Restore(double mean, double deviation)
    {
        var (value, spread) = Scale.Restore(mean, deviation);
        return (Target.Minimised(value), spread);
    }
}
