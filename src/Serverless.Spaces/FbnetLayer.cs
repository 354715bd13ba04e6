using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>One layer of an FBNet network.</summary>
/// <param name="Block">What it does; null for a skipped one.</param>
/// <param name="ChannelsIn">Of its input.</param>
/// <param name="ChannelsOut">Of its output.</param>
/// <param name="Stride">1, or 2 to halve the image, rounding up.</param>
public sealed record FbnetLayer(InvertedResidual? Block, int ChannelsIn, int ChannelsOut, int Stride)
{
    /// <value>Whether it does nothing: it is skipped, and the shape stays.</value>
    public bool IsIdentity => Block is null && Stride == 1 && ChannelsIn == ChannelsOut;

    /// <summary>Adds the layer to an outline.</summary>
    internal OutlineValue Extend(NetworkOutline outline, OutlineValue input) =>
        Block?.Extend(outline, input) ?? (IsIdentity ? input : outline.Elementwise(outline.Convolution(input, ChannelsOut, kernel: 1, Stride)));
}
