using Serverless.Learning.Networks.Quantisation;
using Serverless.Learning.Onnx;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>Convolution, batch normalisation, ReLU.</summary>
sealed class RectifiedConvNorm : nn.Module<Tensor, Tensor>, IExportable
{
    readonly ConvNorm _convolution;
    readonly Rectifier _rectifier = new();

    public RectifiedConvNorm(
        string name, int channelsIn, int channelsOut, int kernel, int stride, WeightSource weights, int groups = 1, int bits = BitWidths.Unquantised)
        : base(name)
    {
        _convolution = new ConvNorm("convolution", channelsIn, channelsOut, kernel, stride, weights, groups, bits);
        register_module("convolution", _convolution);
        register_module("rectifier", _rectifier);
    }

    /// <value>The quantiser of the input; null if the layer is not quantised.</value>
    public ActivationQuantiser? Quantiser => _convolution.Quantiser;

    public override Tensor forward(Tensor input) => _rectifier.call(_convolution.call(input));

    public string Export(OnnxGraph graph, string input) => _rectifier.Export(graph, _convolution.Export(graph, input));
}
