using Serverless.Spaces;

namespace Serverless.Learning.Networks;

/// <summary>The network that FBNet's space makes of its 22 layers.</summary>
/// <remarks>Stem 3×3; layers; a convolution 1×1 to 94 times the stem's channels; global average pool, linear.</remarks>
sealed class FbnetNetwork : StagedNetwork
{
    /// <param name="architecture">The layers.</param>
    /// <param name="skeleton">Channels after the stem, a multiple of 4.</param>
    /// <param name="shape">What it takes and answers; images of any size.</param>
    /// <param name="seed">Of the initial weights.</param>
    public FbnetNetwork(Architecture architecture, SpaceSpecification skeleton, ImageShape shape, long seed)
        : base(nameof(FbnetNetwork), shape)
    {
        var weights = new WeightSource(seed);
        var channels = skeleton.Channels;
        Add("stem", new RectifiedConvNorm("stem", shape.Channels, channels, 3, 1, weights));
        foreach (var (index, layer) in FbnetSpace.LayersOf(architecture, skeleton).Index())
        {
            var name = $"layer{index + 1}";
            if (layer.Block is { } block)
            {
                Add(name, new InvertedResidualBlock(name, block, weights));
            }
            else if (!layer.IsIdentity)
            {
                Add(name, new RectifiedConvNorm(name, layer.ChannelsIn, layer.ChannelsOut, 1, layer.Stride, weights));
            }

            channels = layer.ChannelsOut;
        }

        var features = FbnetSpace.FeaturesOf(skeleton);
        Add("end", new RectifiedConvNorm("end", channels, features, 1, 1, weights));
        AddClassifier(features, weights);
    }
}
