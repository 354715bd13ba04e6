using Serverless.Algorithms.Models;
using Serverless.Algorithms.Models.Trees;
using Serverless.Learning.Onnx;
using Serverless.Spaces.Features;

namespace Serverless.Learning.Surrogates.GaussianProcesses;

/// <summary>Boosted trees on the features of a view: five ensembles, each without every fifth row. Their mean is the prediction.</summary>
/// <param name="Trees">The trees, with one output per ensemble.</param>
/// <param name="Columns">The indices of the features that they read, among all features of the search space.</param>
/// <param name="LeftOut">The prediction of each training row by the ensemble that has not seen it.</param>
sealed record ViewTrees(BoostedTrees Trees, int[] Columns, double[] LeftOut)
{
    const int Folds = 5;

    static readonly TreeOptions Options = new();

    /// <param name="features">The features of the search space.</param>
    /// <param name="view">The features to read.</param>
    /// <param name="rows">n rows, in random order.</param>
    /// <param name="values">n values.</param>
    /// <param name="seed">The seed of the draws of rows and features.</param>
    /// <param name="cancellation">Cancels the fit between two trees.</param>
    public static ViewTrees Fit(SpaceFeatures features, FeatureView view, FeatureRows rows, double[] values, long seed, CancellationToken cancellation)
    {
        int[] starts = [.. features.Blocks.Select((_, block) => features.Blocks.Take(block).Sum(before => before.Names.Count))];
        int[] columns = [.. view.Groups.SelectMany(group => group).SelectMany(block => Enumerable.Range(starts[block], features.Blocks[block].Names.Count))];
        var own = rows.Columns(columns);
        var trees = BoostedTrees.Join([.. Enumerable.Range(0, Folds).Select(fold =>
        {
            int[] seen = [.. Enumerable.Range(0, values.Length).Where(row => row % Folds != fold)];
            return BoostedTrees.Fit(
                own.Subset(seen), Array.ConvertAll(seen, row => values[row]), targetCount: 1, Options, unchecked((seed * Folds) + fold), cancellation);
        })]);
        var predicted = trees.Predict(own);
        return new ViewTrees(trees, columns, [.. values.Select((_, row) => predicted[(row * Folds) + (row % Folds)])]);
    }

    public double[] Predict(FeatureRows rows) => [.. Trees.Predict(rows.Columns(Columns)).Chunk(Folds).Select(folds => folds.Average())];

    /// <summary>Exports the prediction times a factor: N × 1, in float64.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="rows">The name of the features, N × features, in float32.</param>
    /// <param name="factor">The factor of the prediction.</param>
    public string Write(OnnxGraph graph, string rows, double factor) => graph.MatMul(
        graph.ToDouble(graph.TreeEnsemble(graph.Gather(rows, Columns, axis: 1), Trees)),
        graph.Numbers([.. Enumerable.Repeat(factor / Folds, Folds)], Folds, 1));
}
