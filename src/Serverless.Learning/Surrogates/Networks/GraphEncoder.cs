using Serverless.Domain.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>
/// Graph convolutions (Kipf, Welling 2017) along the links and against them: each node reads itself, what it reads and what reads it,
/// by weights of its own for each, then ReLU.
/// </summary>
sealed class GraphEncoder : nn.Module
{
    readonly List<(MemberLinear Self, MemberLinear Behind, MemberLinear Before)> _layers = [];

    public GraphEncoder(int members, EncodingShape operations, int hidden, int layers, MemberWeights weights)
        : base(nameof(GraphEncoder))
    {
        for (var layer = 0; layer < layers; layer++)
        {
            var inputs = layer == 0 ? operations.Columns : hidden;
            var (self, behind, before) = (
                new MemberLinear(members, inputs, hidden, weights),
                new MemberLinear(members, inputs, hidden, weights),
                new MemberLinear(members, inputs, hidden, weights));
            register_module($"self{layer}", self);
            register_module($"behind{layer}", behind);
            register_module($"before{layer}", before);
            _layers.Add((self, behind, before));
        }
    }

    /// <summary>The sum of all nodes behind the last layer.</summary>
    public T Encode<T>(INetworkAlgebra<T> algebra)
    {
        var links = algebra.Input(EncodingPart.Adjacency);
        var nodes = algebra.Input(EncodingPart.Operations);
        foreach (var (self, behind, before) in _layers)
        {
            var read = algebra.Add(
                algebra.Linear(algebra.Gather(links, nodes, isTransposed: false), behind),
                algebra.Linear(algebra.Gather(links, nodes, isTransposed: true), before));
            nodes = algebra.Relu(algebra.Add(algebra.Linear(nodes, self), read));
        }

        return algebra.SumRows(nodes);
    }
}
