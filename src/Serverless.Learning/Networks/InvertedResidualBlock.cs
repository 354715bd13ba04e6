using Serverless.Learning.Networks.Quantisation;
using Serverless.Learning.Onnx;
using Serverless.Spaces;
using static TorchSharp.torch;

namespace Serverless.Learning.Networks;

/// <summary>Computes an <see cref="InvertedResidual"/>.</summary>
/// <remarks>
/// In a quantised block, the output of a convolution is rounded to 8 bits, whatever the block's own bit width, if anything other than one quantised
/// convolution reads it (the residual sum, squeeze-and-excitation, or the next block if that is not quantised): runtimes use integer kernels only
/// where both input and output are integers.
/// </remarks>
sealed class InvertedResidualBlock : nn.Module<Tensor, Tensor>, IExportable
{
    readonly InvertedResidual _block;
    readonly RectifiedConvNorm _widen;
    readonly RectifiedConvNorm _filter;
    readonly SqueezeExcite? _excitation;
    readonly ConvNorm _narrow;
    readonly ActivationQuantiser? _filterRounding;
    readonly ActivationQuantiser? _narrowRounding;

    /// <param name="name">The name of the module.</param>
    /// <param name="block">The block to compute.</param>
    /// <param name="weights">The source of initial weights.</param>
    /// <param name="hasQuantisedReader">Whether a single quantised convolution, and nothing else, reads the block's output.</param>
    public InvertedResidualBlock(string name, InvertedResidual block, WeightSource weights, bool hasQuantisedReader = false)
        : base(name)
    {
        _block = block;
        var isQuantised = block.Bits != BitWidths.Unquantised;
        var inside = block.ChannelsInside;
        _widen = new RectifiedConvNorm("widen", block.ChannelsIn, inside, 1, 1, weights, block.Groups, block.Bits);
        _filter = new RectifiedConvNorm("filter", inside, inside, block.Kernel, block.Stride, weights, inside, block.Bits);
        _excitation = block.HasSqueezeExcite ? new SqueezeExcite("excitation", inside, block.ChannelsSqueezed, weights, block.Bits) : null;
        _narrow = new ConvNorm("narrow", inside, block.ChannelsOut, 1, 1, weights, block.Groups, block.Bits);
        register_module("widen", _widen);
        register_module("filter", _filter);
        if (_excitation is not null)
        {
            register_module("excitation", _excitation);
        }

        register_module("narrow", _narrow);
        if (isQuantised && block.HasSqueezeExcite)
        {
            _filterRounding = new ActivationQuantiser(BitWidths.MostQuantised);
            register_module("filterRounding", _filterRounding);
        }

        if (isQuantised && (block.IsResidual || !hasQuantisedReader))
        {
            _narrowRounding = new ActivationQuantiser(BitWidths.MostQuantised);
            register_module("narrowRounding", _narrowRounding);
        }
    }

    public override Tensor forward(Tensor input)
    {
        var wide = _widen.call(input);
        var filtered = _filter.call(_block.Groups == 1 ? wide : Shuffle(wide));
        filtered = _filterRounding?.call(filtered) ?? filtered;
        var narrow = _narrow.call(_excitation is null ? filtered : _excitation.call(filtered));
        narrow = _narrowRounding?.call(narrow) ?? narrow;
        return _block.IsResidual ? narrow + input : narrow;
    }

    public string Export(OnnxGraph graph, string input)
    {
        var wide = _widen.Export(graph, input);
        var shuffled = _block.Groups == 1 ? wide : graph.Shuffle(graph.Quantise(wide, _filter.Quantiser), _block.ChannelsInside, _block.Groups);
        var filtered = _filter.Export(graph, shuffled);
        filtered = graph.Quantise(filtered, _filterRounding);
        var narrow = _narrow.Export(graph, _excitation is null ? filtered : _excitation.Export(graph, filtered));
        narrow = graph.Quantise(narrow, _narrowRounding);
        return _block.IsResidual ? graph.Add(narrow, input) : narrow;
    }

    /// <summary>Distributes the channels of each group over all groups, with channels last in memory.</summary>
    Tensor Shuffle(Tensor value)
    {
        var (count, channels, height, width) = (value.shape[0], value.shape[1], value.shape[2], value.shape[3]);
        return value.permute(0, 2, 3, 1).reshape(count, height, width, _block.Groups, channels / _block.Groups)
            .transpose(3, 4).reshape(count, height, width, channels).permute(0, 3, 1, 2);
    }
}
