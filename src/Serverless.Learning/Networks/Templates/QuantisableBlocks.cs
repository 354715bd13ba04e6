using Serverless.Learning.Networks.Quantisation;
using Serverless.Learning.Onnx;
using Serverless.Spaces.Definitions;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks.Templates;

/// <summary>A convolution of a space definition, which can be quantised.</summary>
sealed class ConvolutionBlock : nn.Module<Tensor, Tensor>, IQuantisable
{
    readonly Conv2d _convolution;
    readonly ActivationQuantiser? _quantiser;

    public ConvolutionBlock(PlannedConvolution plan, WeightSource weights)
        : base(plan.Name)
    {
        _convolution = nn.Conv2d(
            plan.Input.Channels,
            plan.Output.Channels,
            (plan.Kernel.Height, plan.Kernel.Width),
            (plan.Stride.Height, plan.Stride.Width),
            ((plan.Kernel.Height - 1) / 2, (plan.Kernel.Width - 1) / 2),
            (1, 1),
            TorchSharp.PaddingModes.Zeros,
            plan.Groups,
            plan.HasBias);
        weights.FillRectified(_convolution.weight, (long)plan.Input.Channels / plan.Groups * plan.Kernel.Height * plan.Kernel.Width);
        if (_convolution.bias is { } bias)
        {
            nn.init.zeros_(bias);
        }

        register_module("convolution", _convolution);
        _quantiser = ActivationQuantiser.Of(plan.Bits);
        if (_quantiser is not null)
        {
            register_module("quantiser", _quantiser);
        }
    }

    public bool IsQuantised => _quantiser is not null;

    public override Tensor forward(Tensor input) => _quantiser.Compute(_convolution, input);

    public string Export(OnnxGraph graph, string input) => graph.Conv(input, _convolution, _quantiser);

    public string Export(OnnxGraph graph, string input, WholeWeights.Normalisation normalisation) =>
        graph.QuantisedConv(input, _convolution, _quantiser!, normalisation); // asked for where it is quantised
}

/// <summary>A linear layer of a space definition, which can be quantised.</summary>
sealed class LinearBlock : nn.Module<Tensor, Tensor>, IQuantisable
{
    readonly Linear _linear;
    readonly ActivationQuantiser? _quantiser;

    public LinearBlock(PlannedLinear plan, WeightSource weights)
        : base(plan.Name)
    {
        _linear = nn.Linear(plan.Input.Channels, plan.Output.Channels, plan.HasBias);
        weights.FillRectified(_linear.weight, plan.Input.Channels);
        if (_linear.bias is { } bias)
        {
            nn.init.zeros_(bias);
        }

        register_module("linear", _linear);
        _quantiser = ActivationQuantiser.Of(plan.Bits);
        if (_quantiser is not null)
        {
            register_module("quantiser", _quantiser);
        }
    }

    public bool IsQuantised => _quantiser is not null;

    public override Tensor forward(Tensor input) => _quantiser.Compute(_linear, input);

    public string Export(OnnxGraph graph, string input) => graph.Gemm(input, _linear, _quantiser);

    public string Export(OnnxGraph graph, string input, WholeWeights.Normalisation normalisation) =>
        graph.QuantisedGemm(input, _linear, _quantiser!, normalisation); // asked for where it is quantised
}

/// <summary>A block whose weights and input can be quantised.</summary>
interface IQuantisable : IExportable
{
    /// <value>Whether the block's weights and input are quantised.</value>
    bool IsQuantised { get; }

    /// <summary>Adds the quantised block, with the batch normalisation that follows it, to a graph.</summary>
    string Export(OnnxGraph graph, string input, WholeWeights.Normalisation normalisation);
}
