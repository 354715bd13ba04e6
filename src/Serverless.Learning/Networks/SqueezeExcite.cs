using Serverless.Learning.Networks.Quantisation;
using Serverless.Learning.Onnx;
using Serverless.Spaces;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>Multiplies each channel by a factor between 0 and 1 that is computed from the averages of all channels (Hu et al. 2018).</summary>
sealed class SqueezeExcite : nn.Module<Tensor, Tensor>, IExportable
{
    readonly Conv2d _squeeze;
    readonly Rectifier _rectifier = new();
    readonly Conv2d _excite;
    readonly ActivationQuantiser? _squeezeQuantiser;
    readonly ActivationQuantiser? _exciteQuantiser;

    public SqueezeExcite(string name, int channels, int squeezed, WeightSource weights, int bits = BitWidths.Unquantised)
        : base(name)
    {
        _squeeze = Pointwise(channels, squeezed, weights);
        _excite = Pointwise(squeezed, channels, weights);
        register_module("squeeze", _squeeze);
        register_module("rectifier", _rectifier);
        register_module("excite", _excite);
        (_squeezeQuantiser, _exciteQuantiser) = (ActivationQuantiser.Of(bits), ActivationQuantiser.Of(bits));
        if (_squeezeQuantiser is not null && _exciteQuantiser is not null)
        {
            register_module("squeezeQuantiser", _squeezeQuantiser);
            register_module("exciteQuantiser", _exciteQuantiser);
        }
    }

    public override Tensor forward(Tensor input) =>
        input * _exciteQuantiser.Compute(_excite, _rectifier.call(_squeezeQuantiser.Compute(_squeeze, input.mean([2, 3], true)))).sigmoid();

    public string Export(OnnxGraph graph, string input)
    {
        var squeezed = _rectifier.Export(graph, graph.Conv(graph.GlobalAveragePool(input), _squeeze, _squeezeQuantiser));
        return graph.Multiply(input, graph.Sigmoid(graph.Conv(squeezed, _excite, _exciteQuantiser)));
    }

    static Conv2d Pointwise(int from, int to, WeightSource weights)
    {
        var convolution = nn.Conv2d(from, to, 1, 1, 0, 1, PaddingModes.Zeros, 1, true);
        weights.FillNormalised(convolution.weight, from);
        nn.init.zeros_(convolution.bias!); // asked for above
        return convolution;
    }
}
