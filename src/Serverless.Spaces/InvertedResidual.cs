using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>An inverted residual block (Sandler et al. 2018): expands (1×1), filters each channel (k×k), projects (1×1).</summary>
/// <remarks>
/// Convolutions have no bias and are batch normalised, the first two followed by ReLU. The input is added if size and channels
/// are unchanged. Two groups halve the 1×1 convolutions, with channels shuffled in between (Zhang et al. 2018). Squeeze-and-excitation (Hu et
/// al. 2018) multiplies each filtered channel by a weight: global average, linear to a quarter of the channels, rounded up, ReLU,
/// linear, sigmoid.
/// </remarks>
/// <param name="ChannelsIn">Number of input channels; even if <paramref name="Groups"/> is 2.</param>
/// <param name="ChannelsOut">Number of output channels; even if <paramref name="Groups"/> is 2.</param>
/// <param name="Expansion">Ratio of the filter's channels to the input channels, at least 1.</param>
/// <param name="Kernel">Side of the filter, odd.</param>
/// <param name="Stride">Stride of the filter: 1, or 2 to halve height and width, rounding up.</param>
/// <param name="Groups">Groups of the 1×1 convolutions: 1 or 2.</param>
/// <param name="HasSqueezeExcite">Whether the block has squeeze-and-excitation.</param>
public sealed record InvertedResidual(
    int ChannelsIn, int ChannelsOut, int Expansion, int Kernel, int Stride, int Groups = 1, bool HasSqueezeExcite = false)
{
    const int SqueezeRatio = 4;

    /// <value>Bit width of the weights and inputs of all convolutions; 32 when not quantised.</value>
    public int Bits { get; init; } = BitWidths.Unquantised;

    /// <value>Number of channels of the filter.</value>
    public int ChannelsInside => ChannelsIn * Expansion;

    /// <value>Number of channels to which squeeze-and-excitation squeezes.</value>
    public int ChannelsSqueezed => (ChannelsInside + SqueezeRatio - 1) / SqueezeRatio;

    /// <value>Whether the input is added.</value>
    public bool IsResidual => Stride == 1 && ChannelsIn == ChannelsOut;

    /// <summary>Adds the block to an outline.</summary>
    internal OutlineValue Extend(NetworkOutline outline, OutlineValue input)
    {
        var wide = outline.Elementwise(outline.Convolution(input, ChannelsInside, kernel: 1, groups: Groups, bits: Bits));
        var shuffled = Groups == 1 ? wide : outline.Reorder(wide);
        var filtered = outline.Elementwise(outline.Convolution(shuffled, ChannelsInside, Kernel, Stride, groups: ChannelsInside, bits: Bits));
        var weighed = HasSqueezeExcite ? outline.Elementwise(filtered, Excitation(outline, filtered)) : filtered;
        var narrow = outline.Convolution(weighed, ChannelsOut, kernel: 1, groups: Groups, bits: Bits);
        return IsResidual ? outline.Elementwise(narrow, input) : narrow;
    }

    OutlineValue Excitation(NetworkOutline outline, OutlineValue filtered)
    {
        var pooled = outline.GlobalPool(filtered);
        var squeezed = outline.Elementwise(outline.Convolution(pooled, ChannelsSqueezed, kernel: 1, end: ConvolutionEnd.Biased, bits: Bits));
        return outline.Elementwise(outline.Convolution(squeezed, ChannelsInside, kernel: 1, end: ConvolutionEnd.Biased, bits: Bits));
    }
}
