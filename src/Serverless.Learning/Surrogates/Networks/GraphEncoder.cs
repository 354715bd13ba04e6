using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.Networks;

/// <summary>
/// Graph convolutions (Kipf, Welling 2017) along the edges and against them: each node reads itself, its predecessors and its successors,
/// each with separate weights, followed by ReLU.
/// </summary>
sealed class GraphEncoder : nn.Module
{
    // The node itself, its predecessors, its successors.
    const int Directions = 3;

    readonly List<MemberLinear> _layers = [];

    public GraphEncoder(int members, EncodingShape operations, int hidden, int layers, MemberWeights weights)
        : base(nameof(GraphEncoder))
    {
        for (var layer = 0; layer < layers; layer++)
        {
            var linear = new MemberLinear(members, Directions * (layer == 0 ? operations.Columns : hidden), hidden, weights);
            register_module($"layer{layer}", linear);
            _layers.Add(linear);
        }
    }

    /// <summary>Computes the sum of all nodes after the last layer.</summary>
    public T Encode<T>(INetworkAlgebra<T> algebra)
    {
        var links = algebra.Input(EncodingPart.Adjacency);
        var nodes = algebra.Input(EncodingPart.Operations);
        foreach (var layer in _layers)
        {
            T[] read = [nodes, algebra.Gather(links, nodes, isTransposed: false), algebra.Gather(links, nodes, isTransposed: true)];
            nodes = algebra.Relu(algebra.Linear(algebra.Concat(read), layer));
        }

        return algebra.SumRows(nodes);
    }
}
