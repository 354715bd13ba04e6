using Serverless.Spaces;

namespace Serverless.Learning.Networks;

/// <summary>The network that the mobile space makes of its layers.</summary>
/// <remarks>Stem 3×3; inverted residual blocks; a convolution 1×1 to sixteen times the stem's channels; global average pool, linear.</remarks>
sealed class MobileNetwork : StagedNetwork
{
    /// <param name="space">The space.</param>
    /// <param name="architecture">The layers.</param>
    /// <param name="skeleton">Channels after the stem, an even number.</param>
    /// <param name="shape">What it takes and answers; images of any size.</param>
    /// <param name="seed">Of the initial weights.</param>
    public MobileNetwork(MobileSpace space, Architecture architecture, SpaceSpecification skeleton, ImageShape shape, long seed)
        : base(nameof(MobileNetwork), shape)
    {
        var weights = new WeightSource(seed);
        var channels = skeleton.Channels;
        Add("stem", new RectifiedConvNorm("stem", shape.Channels, channels, 3, 1, weights));
        var blocks = space.BlocksOf(architecture, skeleton).ToList();
        foreach (var (index, block) in blocks.Index())
        {
            var hasQuantisedReader = index + 1 < blocks.Count && blocks[index + 1] is { Bits: not BitWidths.Unquantised, IsResidual: false };
            Add($"layer{index + 1}", new InvertedResidualBlock($"layer{index + 1}", block, weights, hasQuantisedReader));
            channels = block.ChannelsOut;
        }

        var features = MobileSpace.FeaturesOf(skeleton);
        Add("end", new RectifiedConvNorm("end", channels, features, 1, 1, weights));
        AddClassifier(features, weights);
    }
}
