using Serverless.Learning.Networks.Quantisation;
using Serverless.Learning.Onnx;
using Serverless.Spaces.Definitions;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks.Templates;

/// <summary>Batch normalisation of feature maps or vectors.</summary>
/// <remarks>A batch with a single number per channel has no variance, so it is normalised by the running statistics, also in training.</remarks>
sealed class BatchNormBlock : nn.Module<Tensor, Tensor>, IExportable
{
    readonly BatchNorm1d? _ofVectors;
    readonly BatchNorm2d? _ofMaps;

    public BatchNormBlock(PlannedNorm plan)
        : base(plan.Name)
    {
        if (plan.Input.IsVector)
        {
            _ofVectors = nn.BatchNorm1d(plan.Input.Channels, ConvNorm.Epsilon, ConvNorm.Momentum);
            register_module("normalisation", _ofVectors);
        }
        else
        {
            _ofMaps = nn.BatchNorm2d(plan.Input.Channels, ConvNorm.Epsilon, ConvNorm.Momentum);
            register_module("normalisation", _ofMaps);
        }
    }

    /// <value>
    /// Whether the next forward pass sets the running mean and variance to those of its input, and scale and shift so that the input is passed on.
    /// </value>
    public bool CalibratesNext { private get; set; }

    public override Tensor forward(Tensor input)
    {
        if (CalibratesNext)
        {
            Calibrate(input);
            CalibratesNext = false;
        }

        return training && input.numel() == input.shape[1]
            ? ByRunning(input)
            : _ofVectors is null ? _ofMaps!.call(input) : _ofVectors.call(input); // one of them is there
    }

    public string Export(OnnxGraph graph, string input) =>
        _ofVectors is null ? graph.BatchNormalization(input, _ofMaps!) : graph.BatchNormalization(input, _ofVectors); // one of them is there

    /// <summary>Returns the inference form, which is folded into the preceding layer.</summary>
    public WholeWeights.Normalisation Whole() =>
        _ofVectors is null ? new WholeWeights.Normalisation(_ofMaps!) : new WholeWeights.Normalisation(_ofVectors); // one of them is there

    void Calibrate(Tensor input)
    {
        using var unrecorded = no_grad();
        var (mean, variance, weight, bias) = _ofVectors is { } one
            ? (one.running_mean!, one.running_var!, one.weight!, one.bias!)
            : (_ofMaps!.running_mean!, _ofMaps.running_var!, _ofMaps.weight!, _ofMaps.bias!); // made with all of them
        var byUnit = input.transpose(0, 1).reshape(input.shape[1], -1);
        mean.copy_(byUnit.mean([1]));
        variance.copy_(byUnit.var(1, unbiased: false));
        weight.copy_((variance + ConvNorm.Epsilon).sqrt());
        bias.copy_(mean);
    }

    Tensor ByRunning(Tensor input) => _ofVectors is { } one
        ? nn.functional.batch_norm(input, one.running_mean!, one.running_var!, one.weight, one.bias, false, ConvNorm.Momentum, ConvNorm.Epsilon)
        : nn.functional.batch_norm(
            input, _ofMaps!.running_mean!, _ofMaps.running_var!, _ofMaps.weight, _ofMaps.bias, false, ConvNorm.Momentum, ConvNorm.Epsilon);
}

/// <summary>Layer normalisation over the channels of a vector, or of each position of a feature map.</summary>
sealed class ChannelNorm : nn.Module<Tensor, Tensor>, IExportable
{
    readonly LayerNorm _normalisation;
    readonly bool _isOfMaps;

    public ChannelNorm(PlannedNorm plan)
        : base(plan.Name)
    {
        _isOfMaps = !plan.Input.IsVector;
        _normalisation = nn.LayerNorm([plan.Input.Channels], ConvNorm.Epsilon);
        register_module("normalisation", _normalisation);
    }

    /// <value>Whether the module returns its input unchanged.</value>
    public bool IsBypassed { get; set; }

    public override Tensor forward(Tensor input) => IsBypassed
        ? input
        : _isOfMaps ? _normalisation.call(input.permute(0, 2, 3, 1)).permute(0, 3, 1, 2) : _normalisation.call(input);

    public string Export(OnnxGraph graph, string input)
    {
        // The layer is created with weights, so neither is null.
        string Normalise(string value) => graph.LayerNormalization(value, _normalisation.weight!, _normalisation.bias!, ConvNorm.Epsilon);
        return _isOfMaps ? graph.Transpose(Normalise(graph.Transpose(input, 0, 2, 3, 1)), 0, 3, 1, 2) : Normalise(input);
    }
}
