using Serverless.Learning.Onnx;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>Computes an <see cref="InvertedResidual"/>.</summary>
sealed class InvertedResidualBlock : nn.Module<Tensor, Tensor>, IExportable
{
    readonly InvertedResidual _block;
    readonly RectifiedConvNorm _widen;
    readonly RectifiedConvNorm _filter;
    readonly SqueezeExcite? _excitation;
    readonly ConvNorm _narrow;

    public InvertedResidualBlock(string name, InvertedResidual block, WeightSource weights)
        : base(name)
    {
        _block = block;
        var inside = block.ChannelsInside;
        _widen = new RectifiedConvNorm("widen", block.ChannelsIn, inside, 1, 1, weights, block.Groups);
        _filter = new RectifiedConvNorm("filter", inside, inside, block.Kernel, block.Stride, weights, inside);
        _excitation = block.HasSqueezeExcite ? new SqueezeExcite("excitation", inside, block.ChannelsSqueezed, weights) : null;
        _narrow = new ConvNorm("narrow", inside, block.ChannelsOut, 1, 1, weights, block.Groups);
        register_module("widen", _widen);
        register_module("filter", _filter);
        if (_excitation is not null)
        {
            register_module("excitation", _excitation);
        }

        register_module("narrow", _narrow);
    }

    public override Tensor forward(Tensor input)
    {
        var wide = _widen.call(input);
        var filtered = _filter.call(_block.Groups == 1 ? wide : Shuffle(wide));
        var narrow = _narrow.call(_excitation is null ? filtered : _excitation.call(filtered));
        return _block.IsResidual ? narrow + input : narrow;
    }

    public string Export(OnnxGraph graph, string input)
    {
        var wide = _widen.Export(graph, input);
        var filtered = _filter.Export(graph, _block.Groups == 1 ? wide : graph.Shuffle(wide, _block.ChannelsInside, _block.Groups));
        var narrow = _narrow.Export(graph, _excitation is null ? filtered : _excitation.Export(graph, filtered));
        return _block.IsResidual ? graph.Add(narrow, input) : narrow;
    }

    /// <summary>Deals the channels of each group out to all groups, keeping them last in memory.</summary>
    Tensor Shuffle(Tensor value)
    {
        var (count, channels, height, width) = (value.shape[0], value.shape[1], value.shape[2], value.shape[3]);
        return value.permute(0, 2, 3, 1).reshape(count, height, width, _block.Groups, channels / _block.Groups)
            .transpose(3, 4).reshape(count, height, width, channels).permute(0, 3, 1, 2);
    }
}
