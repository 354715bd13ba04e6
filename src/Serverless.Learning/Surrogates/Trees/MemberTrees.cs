using Serverless.Algorithms.Models;
using Serverless.Algorithms.Models.Trees;
using Serverless.Learning.Onnx;
using Serverless.Learning.Surrogates.Weights;
using Serverless.Learning.WeightFiles;

namespace Serverless.Learning.Surrogates.Trees;

/// <summary>Boosted trees combined with the members of a network: for each member and target, fitted to the values that the member sees.</summary>
sealed class MemberTrees
{
    // Far fewer trees than where they are used alone: this costs a hundredth of Kendall's tau and keeps scoring as fast as the network.
    static readonly TreeOptions Options = new() { Trees = 60, Shrinkage = 0.15 };

    readonly BoostedTrees _trees;
    readonly int _targets;

    /// <param name="trees">One ensemble for each member and target, with float32 bases.</param>
    /// <param name="targets">The number of targets, m.</param>
    public MemberTrees(BoostedTrees trees, int targets) => (_trees, _targets) = (trees, targets);

    /// <param name="features">The features, n × p.</param>
    /// <param name="values">The values, n × m, as the network learns them.</param>
    /// <param name="counts">Returns whether a member (second) sees a row's (first) value of a target (third).</param>
    /// <param name="members">The number of members of the network.</param>
    /// <param name="seed">The seed of the draws of rows and features.</param>
    /// <param name="cancellation">Cancels the fit between two trees.</param>
    public static MemberTrees Fit(
        FeatureRows features, float[] values, Func<int, int, int, bool> counts, int members, long seed, CancellationToken cancellation)
    {
        var targets = values.Length / features.Count;
        var trees = BoostedTrees.Join([.. Enumerable.Range(0, members * targets).Select(output =>
        {
            var (member, target) = (output / targets, output % targets);
            int[] known = [.. Enumerable.Range(0, features.Count).Where(row => counts(row, member, target))];
            double[] learnt = [.. known.Select(row => (double)values[(row * targets) + target])];
            return known.Length == 0
                ? new BoostedTrees([0], [[]])
                : BoostedTrees.Fit(features.Subset(known), learnt, targetCount: 1, Options, unchecked((seed * members * targets) + output), cancellation);
        })]);

        // Rounded as in the file, so that restored trees predict the same.
        return new(trees with { Base = Array.ConvertAll(trees.Base, value => (double)(float)value) }, targets);
    }

    /// <summary>Returns the predictions of each member's trees, n × members × m.</summary>
    public float[] Predict(FeatureRows features) => Array.ConvertAll(_trees.Predict(features), value => (float)value);

    /// <summary>Adds the trees to the saved weights of a surrogate.</summary>
    public void Write(Dictionary<string, NamedTensor> tensors) => TreeWeights.Write(_trees, tensors);

    /// <summary>Exports all trees: a value N × m for each member.</summary>
    public string[] Write(OnnxGraph graph, string features) => graph.Split(graph.TreeEnsemble(features, _trees), axis: -1, _trees.Base.Length / _targets);
}
