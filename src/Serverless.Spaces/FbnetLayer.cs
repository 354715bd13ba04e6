using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>One layer of an FBNet network.</summary>
/// <param name="Block">The block of the layer; null for a skipped layer.</param>
/// <param name="ChannelsIn">The channels of the input.</param>
/// <param name="ChannelsOut">The channels of the output.</param>
/// <param name="Stride">The stride: 1, or 2 to halve the image, rounding up.</param>
public sealed record FbnetLayer(InvertedResidual? Block, int ChannelsIn, int ChannelsOut, int Stride)
{
    /// <value>Whether the layer does nothing: it is skipped, and the shape stays the same.</value>
    public bool IsIdentity => Block is null && Stride == 1 && ChannelsIn == ChannelsOut;

    /// <summary>Adds the layer to the outline of a network.</summary>
    internal OutlineValue Extend(NetworkOutline outline, OutlineValue input) =>
        Block?.Extend(outline, input) ?? (IsIdentity ? input : outline.Elementwise(outline.Convolution(input, ChannelsOut, kernel: 1, Stride)));
}
