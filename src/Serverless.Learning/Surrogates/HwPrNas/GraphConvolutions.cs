using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.HwPrNas;

/// <summary>
/// Graph convolutions (Kipf, Welling 2017): a layer is tanh(Â X W), Â = D^-½(A + Aᵀ + I)D^-½, without a bias, so that absent nodes
/// stay zero. Initial weights are Xavier's with the gain of tanh.
/// </summary>
sealed class GraphConvolutions : nn.Module
{
    const double TanhGain = 5.0 / 3;

    readonly List<MemberLinear> _layers = [];

    public GraphConvolutions(int members, EncodingShape operations, int hidden, int layers, MemberWeights weights)
        : base(nameof(GraphConvolutions))
    {
        for (var layer = 0; layer < layers; layer++)
        {
            var inputs = layer == 0 ? operations.Columns : hidden;
            var linear = new MemberLinear(members, inputs, hidden, weights, TanhGain * Math.Sqrt(6.0 / (inputs + hidden)), hasBias: false);
            register_module($"layer{layer}", linear);
            _layers.Add(linear);
        }
    }

    /// <summary>Computes the sum of all nodes after the last layer.</summary>
    public T Encode<T>(INetworkAlgebra<T> algebra)
    {
        var links = algebra.NormaliseLinks(algebra.Input(EncodingPart.Adjacency));
        var nodes = algebra.Input(EncodingPart.Operations);
        foreach (var layer in _layers)
        {
            nodes = algebra.Tanh(algebra.Linear(algebra.Gather(links, nodes, isTransposed: false), layer));
        }

        return algebra.SumRows(nodes);
    }
}
