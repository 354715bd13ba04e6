using Serverless.Learning.Networks.Quantisation;
using Serverless.Learning.Onnx;
using Serverless.Spaces.Definitions;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks.Templates;

/// <summary>Batch normalisation of feature maps or vectors.</summary>
sealed class BatchNormBlock : nn.Module<Tensor, Tensor>, IExportable
{
    readonly NormBase _normalisation;

    public BatchNormBlock(PlannedNorm plan)
        : base(plan.Name)
    {
        _normalisation = plan.Input.IsVector
            ? nn.BatchNorm1d(plan.Input.Channels, ConvNorm.Epsilon, ConvNorm.Momentum)
            : nn.BatchNorm2d(plan.Input.Channels, ConvNorm.Epsilon, ConvNorm.Momentum);
        register_module("normalisation", _normalisation);
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

        return BatchStatistics.Normalise(_normalisation, input);
    }

    public string Export(OnnxGraph graph, string input) => graph.BatchNormalization(input, _normalisation);

    /// <summary>Returns the inference form, which is folded into the preceding layer.</summary>
    public WholeWeights.Normalisation Whole() => new(_normalisation);

    void Calibrate(Tensor input)
    {
        using var unrecorded = no_grad();
        var byUnit = input.transpose(0, 1).reshape(input.shape[1], -1);
        var variance = _normalisation.running_var!; // created with all of them
        _normalisation.running_mean!.copy_(byUnit.mean([1]));
        variance.copy_(byUnit.var(1, unbiased: false));
        _normalisation.weight!.copy_((variance + ConvNorm.Epsilon).sqrt());
        _normalisation.bias!.copy_(_normalisation.running_mean);
    }
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
