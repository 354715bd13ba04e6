using Serverless.Learning.Onnx;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>A convolution without bias that keeps the size (or halves it, rounding up, with stride 2), and batch normalisation.</summary>
sealed class ConvNorm : nn.Module<Tensor, Tensor>, IExportable
{
    internal const double Epsilon = 1e-5;
    internal const double Momentum = 0.1;

    readonly Conv2d _convolution;
    readonly BatchNorm2d _normalisation;

    public ConvNorm(string name, int channelsIn, int channelsOut, int kernel, int stride, WeightSource weights, int groups = 1)
        : base(name)
    {
        _convolution = nn.Conv2d(channelsIn, channelsOut, kernel, stride, (kernel - 1) / 2, 1, PaddingModes.Zeros, groups, false);
        weights.FillNormalised(_convolution.weight, (long)channelsIn / groups * kernel * kernel);
        _normalisation = nn.BatchNorm2d(channelsOut, Epsilon, Momentum);
        register_module("convolution", _convolution);
        register_module("normalisation", _normalisation);
    }

    public override Tensor forward(Tensor input) => _normalisation.call(_convolution.Compute(input));

    public string Export(OnnxGraph graph, string input) => graph.BatchNormalization(graph.Conv(input, _convolution), _normalisation);
}
