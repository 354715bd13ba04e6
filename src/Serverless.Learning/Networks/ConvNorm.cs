using Serverless.Learning.Networks.Quantisation;
using Serverless.Learning.Onnx;
using Serverless.Spaces;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>A convolution without bias, followed by batch normalisation; it keeps the size, or with stride 2 halves it, rounding up.</summary>
sealed class ConvNorm : nn.Module<Tensor, Tensor>, IExportable
{
    internal const double Epsilon = 1e-5;
    internal const double Momentum = 0.1;

    readonly Conv2d _convolution;
    readonly BatchNorm2d _normalisation;

    public ConvNorm(
        string name, int channelsIn, int channelsOut, int kernel, int stride, WeightSource weights, int groups = 1, int bits = BitWidths.Unquantised)
        : base(name)
    {
        Quantiser = ActivationQuantiser.Of(bits);
        _convolution = nn.Conv2d(channelsIn, channelsOut, kernel, stride, (kernel - 1) / 2, 1, PaddingModes.Zeros, groups, false);
        weights.FillNormalised(_convolution.weight, (long)channelsIn / groups * kernel * kernel);
        _normalisation = nn.BatchNorm2d(channelsOut, Epsilon, Momentum);
        register_module("convolution", _convolution);
        register_module("normalisation", _normalisation);
        if (Quantiser is not null)
        {
            register_module("quantiser", Quantiser);
        }
    }

    /// <value>The quantiser of the input; null if the layer is not quantised.</value>
    public ActivationQuantiser? Quantiser { get; }

    public override Tensor forward(Tensor input) => BatchStatistics.Normalise(_normalisation, Quantiser.Compute(_convolution, input));

    public string Export(OnnxGraph graph, string input) => Quantiser is null
        ? graph.BatchNormalization(graph.Conv(input, _convolution), _normalisation)
        : graph.QuantisedConv(input, _convolution, Quantiser, new WholeWeights.Normalisation(_normalisation));
}
