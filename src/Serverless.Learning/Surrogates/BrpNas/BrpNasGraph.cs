using Serverless.Learning.Surrogates.Networks;
using Serverless.Spaces.Encodings;
using static TorchSharp.torch;

namespace Serverless.Learning.Surrogates.BrpNas;

/// <summary>
/// Four graph convolutions, each A·X·W + b, layer normalisation, ReLU, where A links every node to itself and to the nodes that read it. A linear
/// layer reads a global node, which links to every node.
/// </summary>
/// <remarks>64 channels rather than the published 600, which are too slow on a CPU.</remarks>
sealed class BrpNasGraph : nn.Module
{
    const int Layers = 4;
    const int Hidden = 64;

    readonly List<(MemberLinear Linear, MemberNorm Norm)> _layers = [];
    readonly MemberLinear _readOut;
    readonly float[] _ones;
    readonly float[] _itself;

    public BrpNasGraph(int members, EncodingShape operations, MemberWeights weights)
        : base(nameof(BrpNasGraph))
    {
        _ones = [.. Enumerable.Repeat(1f, operations.Rows)];
        _itself = [.. Enumerable.Range(0, operations.Rows * operations.Rows).Select(at => at / operations.Rows == at % operations.Rows ? 1f : 0f)];
        for (var layer = 0; layer < Layers; layer++)
        {
            var linear = new MemberLinear(members, layer == 0 ? operations.Columns : Hidden, Hidden, weights);
            var norm = new MemberNorm(members, Hidden);
            register_module($"linear{layer}", linear);
            register_module($"norm{layer}", norm);
            _layers.Add((linear, norm));
        }

        _readOut = new MemberLinear(members, Hidden, 1, weights);
        register_module("readOut", _readOut);
    }

    public T Compute<T>(INetworkAlgebra<T> algebra)
        where T : struct
    {
        var links = algebra.Add(Once(algebra, algebra.Input(EncodingPart.Adjacency)), algebra.Constant(_itself, _ones.Length));
        var nodes = algebra.Input(EncodingPart.Operations);
        T? global = null;
        foreach (var (place, layer) in _layers.Index())
        {
            var all = algebra.SumRows(nodes);
            global = Convolve(algebra, global is { } own ? algebra.Add(all, own) : all, layer);
            if (place < Layers - 1)
            {
                // Only the global node of the last layer is read.
                nodes = Convolve(algebra, algebra.Gather(links, nodes, isTransposed: false), layer);
            }
        }

        return algebra.Linear(global!.Value, _readOut); // there are layers
    }

    /// <summary>Returns min(A, 1): two nodes that are joined by several paths of skips have one link, as published.</summary>
    T Once<T>(INetworkAlgebra<T> algebra, T links)
    {
        var surplus = algebra.Relu(algebra.Standardise(links, _ones, _ones));
        return algebra.Add(links, algebra.Standardise(surplus, new float[_ones.Length], Array.ConvertAll(_ones, one => -one)));
    }

    static T Convolve<T>(INetworkAlgebra<T> algebra, T gathered, (MemberLinear Linear, MemberNorm Norm) layer) =>
        algebra.Relu(algebra.Normalise(algebra.Linear(gathered, layer.Linear), layer.Norm));
}
