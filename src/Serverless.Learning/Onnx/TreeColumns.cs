using Serverless.Algorithms.Models.Trees;

namespace Serverless.Learning.Onnx;

/// <summary>Trees in the form that ONNX requires: all nodes in one sequence, with one list for each attribute of a node.</summary>
sealed class TreeColumns
{
    int _trees;

    public List<long> Trees { get; } = [];

    public List<long> Nodes { get; } = [];

    public List<long> Features { get; } = [];

    public List<float> Thresholds { get; } = [];

    public List<bool> IsLeaf { get; } = [];

    public List<long> Left { get; } = [];

    public List<long> Right { get; } = [];

    public List<long> LeafTrees { get; } = [];

    public List<long> LeafNodes { get; } = [];

    public List<long> LeafOutputs { get; } = [];

    public List<float> LeafValues { get; } = [];

    public void Add(RegressionTree tree, int output)
    {
        for (var node = 0; node < tree.Features.Length; node++)
        {
            var isLeaf = tree.Features[node] == RegressionTree.Leaf;
            Trees.Add(_trees);
            Nodes.Add(node);
            Features.Add(isLeaf ? 0 : tree.Features[node]);
            Thresholds.Add(tree.Thresholds[node]);
            IsLeaf.Add(isLeaf);
            Left.Add(tree.Left[node]);
            Right.Add(tree.Right[node]);
            if (isLeaf)
            {
                LeafTrees.Add(_trees);
                LeafNodes.Add(node);
                LeafOutputs.Add(output);
                LeafValues.Add(tree.Values[node]);
            }
        }

        _trees++;
    }
}
