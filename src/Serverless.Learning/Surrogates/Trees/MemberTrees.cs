using Serverless.Algorithms.Models;
using Serverless.Algorithms.Models.Trees;
using Serverless.Learning.Onnx;
using Serverless.Learning.Surrogates.Weights;
using Serverless.Learning.WeightFiles;

namespace Serverless.Learning.Surrogates.Trees;

/// <summary>Boosted trees beside the members of a network: for each member and target those that learn from what the member may see.</summary>
sealed class MemberTrees
{
    // Far fewer than where trees are alone, which costs them a hundredth of tau and keeps scoring as fast as the network.
    static readonly TreeOptions Options = new() { Trees = 60, Shrinkage = 0.15 };

    readonly BoostedTrees _trees;
    readonly int _targets;

    /// <param name="trees">An ensemble for each member and target, of bases that are float32.</param>
    /// <param name="targets">m.</param>
    public MemberTrees(BoostedTrees trees, int targets) => (_trees, _targets) = (trees, targets);

    /// <param name="features">n × p.</param>
    /// <param name="values">n × m, as the network learns them.</param>
    /// <param name="counts">Whether a member (second) may see a row's (first) value of a target (third).</param>
    /// <param name="members">Of the network.</param>
    /// <param name="seed">Draws rows and features.</param>
    /// <param name="cancellation">Ends the fit between two trees.</param>
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

        // As they are written down, so that what is read again says the same.
        return new(trees with { Base = Array.ConvertAll(trees.Base, value => (double)(float)value) }, targets);
    }

    /// <summary>What the trees of each member predict: n × members × m.</summary>
    public float[] Predict(FeatureRows features) => Array.ConvertAll(_trees.Predict(features), value => (float)value);

    /// <summary>Adds the trees to what is kept of a surrogate.</summary>
    public void Write(Dictionary<string, NamedTensor> tensors) => TreeWeights.Write(_trees, tensors);

    /// <summary>Writes all trees: a value N × m for each member.</summary>
    public string[] Write(OnnxGraph graph, string features) => graph.Split(graph.TreeEnsemble(features, _trees), axis: -1, _trees.Base.Length / _targets);
}
