using Serverless.Learning.Onnx;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>A NAS-Bench-201 cell: four nodes, each the sum of operations on earlier nodes; channels and size do not change.</summary>
/// <remarks>
/// A convolution is ReLU, convolution, batch normalisation; convolutions that read the same node share its ReLU. Pools are 3×3 averages over
/// the pixels inside the image. Convolutions that the output does not depend on have weights, as in published parameter counts, but
/// are never computed. A cell whose input does not reach its output is zero.
/// </remarks>
sealed class Cell : nn.Module<Tensor, Tensor>, IExportable
{
    readonly NasBench201Plan _plan;
    readonly Dictionary<int, ConvNorm> _convolutions = [];
    readonly Rectifier _rectifier = new();
    readonly InnerAveragePool _pool;

    public Cell(string name, NasBench201Plan plan, int channels, int height, int width, WeightSource weights)
        : base(name)
    {
        _plan = plan;
        _pool = new InnerAveragePool("pool", channels, height, width);
        register_module("rectifier", _rectifier);
        register_module("pool", _pool);
        foreach (var edge in plan.All)
        {
            if (edge.Kernel is { } kernel)
            {
                var convolution = new ConvNorm($"edge{edge.Index}", channels, channels, kernel, 1, weights);
                _convolutions.Add(edge.Index, convolution);
                register_module($"edge{edge.Index}", convolution);
            }
        }
    }

    public override Tensor forward(Tensor input)
    {
        var rectified = new Dictionary<int, Tensor>();
        Tensor Rectified(int node, Tensor value) =>
            rectified.TryGetValue(node, out var known) ? _rectifier.Again(known) : rectified[node] = _rectifier.call(value);

        return _plan.Compute(
            input,
            (edge, value) => edge switch
            {
                { IsSkip: true } => value,
                { Kernel: not null } => _convolutions[edge.Index].call(Rectified(edge.Source, value)),
                _ => _pool.call(value),
            },
            (sum, term) => sum + term) ?? input.zeros_like();
    }

    public string Export(OnnxGraph graph, string input)
    {
        var rectified = new Dictionary<int, string>();
        string Rectified(int node, string value) =>
            rectified.TryGetValue(node, out var known) ? known : rectified[node] = _rectifier.Export(graph, value);

        return _plan.Compute(
            input,
            (edge, value) => edge switch
            {
                { IsSkip: true } => value,
                { Kernel: not null } => _convolutions[edge.Index].Export(graph, Rectified(edge.Source, value)),
                _ => _pool.Export(graph, value),
            },
            graph.Add) ?? graph.Zero(input);
    }
}
