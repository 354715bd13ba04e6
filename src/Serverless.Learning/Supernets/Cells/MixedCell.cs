using Serverless.Learning.Networks;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Supernets.Cells;

/// <summary>A NAS-Bench-201 cell with every operation on each of its edges, weighted by shares.</summary>
/// <remarks>Operations outside the mask are not computed. With one operation per edge, of share 1, the cell equals that of the benchmark.</remarks>
sealed class MixedCell : nn.Module
{
    const int Nodes = 4;

    readonly Dictionary<(int Edge, int Operation), ConvNorm> _convolutions = [];
    readonly InnerAveragePool _pool;

    public MixedCell(string name, int channels, int height, int width, WeightSource weights)
        : base(name)
    {
        _pool = new InnerAveragePool("pool", channels, height, width);
        register_module("pool", _pool);
        for (var edge = 0; edge < EdgeShares.Edges; edge++)
        {
            foreach (var (operation, kernel) in EdgeShares.Kernels)
            {
                var convolution = new ConvNorm($"edge{edge}kernel{kernel}", channels, channels, kernel, 1, weights);
                _convolutions.Add((edge, operation), convolution);
                register_module($"edge{edge}kernel{kernel}", convolution);
            }
        }
    }

    public Tensor Compute(Tensor input, EdgeShares shares)
    {
        var nodes = new Tensor?[Nodes];
        var rectified = new Tensor?[Nodes];
        nodes[0] = input;
        foreach (var (edge, (source, target)) in NasBench201Space.Edges.Index())
        {
            foreach (var operation in shares.UsedOn(edge))
            {
                if (nodes[source] is { } value && operation != EdgeShares.None)
                {
                    var term = shares.Of(edge, operation) * Apply(edge, operation, value, rectified[source] ??= value.relu());
                    nodes[target] = nodes[target] is { } sum ? sum + term : term;
                }
            }
        }

        return nodes[^1] ?? input.zeros_like();
    }

    Tensor Apply(int edge, int operation, Tensor value, Tensor rectified) =>
        _convolutions.TryGetValue((edge, operation), out var convolution) ? convolution.call(rectified)
        : operation == EdgeShares.Skip ? value
        : _pool.call(value);
}
