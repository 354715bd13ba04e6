using Serverless.Spaces;

namespace Serverless.Learning.Networks;

/// <summary>The network that the mobile search space builds from its layers.</summary>
/// <remarks>3×3 stem; inverted residual blocks; a 1×1 convolution to sixteen times the stem's channels; global average pool, linear layer.</remarks>
sealed class MobileNetwork : StagedNetwork
{
    /// <param name="space">The search space.</param>
    /// <param name="architecture">The layers.</param>
    /// <param name="skeleton">The number of channels after the stem, which is even.</param>
    /// <param name="shape">The shape of the images, of any size, and the number of classes.</param>
    /// <param name="seed">The seed of the initial weights.</param>
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
