using Google.Protobuf;
using Serverless.Algorithms.Models.Trees;
using Serverless.Learning.Onnx.Schema;
using AttributeType = Serverless.Learning.Onnx.Schema.AttributeProto.Types.AttributeType;

namespace Serverless.Learning.Onnx;

/// <content>Tree ensembles, which ONNX has in its domain for classical machine learning.</content>
sealed partial class OnnxGraph
{
    /// <summary>The domain of operators on trees; its operator set 1 suffices.</summary>
    public const string TreeDomain = "ai.onnx.ml";

    const string Branch = "BRANCH_LEQ";
    const string Leaf = "LEAF";

    /// <value>Whether a model with this graph has to import <see cref="TreeDomain"/>.</value>
    public bool HasTrees => _graph.Node.Any(node => node.Domain == TreeDomain);

    /// <summary>Computes the sum of the trees for each output, N × outputs.</summary>
    public string TreeEnsemble(string features, BoostedTrees ensemble)
    {
        var columns = new TreeColumns();
        foreach (var (output, trees) in ensemble.Trees.Index())
        {
            foreach (var tree in trees)
            {
                columns.Add(tree, output);
            }
        }

        var sums = Node(
            "TreeEnsembleRegressor",
            [features],
            Integers("nodes_treeids", [.. columns.Trees]),
            Integers("nodes_nodeids", [.. columns.Nodes]),
            Integers("nodes_featureids", [.. columns.Features]),
            Floats("nodes_values", columns.Thresholds),
            Texts("nodes_modes", columns.IsLeaf.Select(isLeaf => isLeaf ? Leaf : Branch)),
            Integers("nodes_truenodeids", [.. columns.Left]),
            Integers("nodes_falsenodeids", [.. columns.Right]),
            Integers("target_treeids", [.. columns.LeafTrees]),
            Integers("target_nodeids", [.. columns.LeafNodes]),
            Integers("target_ids", [.. columns.LeafOutputs]),
            Floats("target_weights", columns.LeafValues),
            Floats("base_values", ensemble.Base.Select(value => (float)value)),
            Integer("n_targets", ensemble.Base.Length));
        _graph.Node[^1].Domain = TreeDomain;
        return sums;
    }

    static AttributeProto Floats(string name, IEnumerable<float> values) => new() { Name = name, Type = AttributeType.Floats, Floats = { values } };

    static AttributeProto Texts(string name, IEnumerable<string> values) =>
        new() { Name = name, Type = AttributeType.Strings, Strings = { values.Select(ByteString.CopyFromUtf8) } };
}
