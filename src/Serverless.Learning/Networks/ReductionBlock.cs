using Serverless.Learning.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>The residual block between stages, which doubles the channels and halves height and width; both have to be even.</summary>
sealed class ReductionBlock : nn.Module<Tensor, Tensor>, IExportable
{
    readonly ConvNorm _first;
    readonly ConvNorm _second;
    readonly Rectifier _rectifier = new();
    readonly AvgPool2d _pool = nn.AvgPool2d(2, 2, 0, false, false);
    readonly Conv2d _shortcut;

    public ReductionBlock(string name, int channelsIn, WeightSource weights)
        : base(name)
    {
        var channelsOut = 2 * channelsIn;
        _first = new ConvNorm("first", channelsIn, channelsOut, 3, 2, weights);
        _second = new ConvNorm("second", channelsOut, channelsOut, 3, 1, weights);
        _shortcut = nn.Conv2d(channelsIn, channelsOut, 1, 1, 0, 1, PaddingModes.Zeros, 1, false);
        weights.FillNormalised(_shortcut.weight, channelsIn);
        register_module("first", _first);
        register_module("second", _second);
        register_module("rectifier", _rectifier);
        register_module("pool", _pool);
        register_module("shortcut", _shortcut);
    }

    public override Tensor forward(Tensor input) =>
        _second.call(_rectifier.call(_first.call(_rectifier.call(input)))) + _shortcut.Compute(_pool.call(input));

    public string Export(OnnxGraph graph, string input)
    {
        var main = _second.Export(graph, _rectifier.Export(graph, _first.Export(graph, _rectifier.Export(graph, input))));
        return graph.Add(main, graph.Conv(graph.AveragePool(input, kernel: 2, stride: 2, padding: 0), _shortcut));
    }
}
