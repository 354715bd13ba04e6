using Serverless.Spaces;

namespace Serverless.Learning.Networks;

/// <summary>The network of an architecture of FBNet's space, with 22 layers.</summary>
/// <remarks>Stem 3×3; layers; a 1×1 convolution to 94 times the stem's channels; global average pool, linear.</remarks>
sealed class FbnetNetwork : StagedNetwork
{
    /// <param name="architecture">The layers.</param>
    /// <param name="skeleton">The skeleton, with the channels after the stem, a multiple of 4.</param>
    /// <param name="shape">The shape of inputs and outputs; images can have any size.</param>
    /// <param name="seed">The seed of the initial weights.</param>
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
