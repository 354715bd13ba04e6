using Serverless.Spaces;

namespace Serverless.Learning.Networks;

/// <summary>The network that NAS-Bench-Macro (Su et al. 2021) builds from its eight layers.</summary>
/// <remarks>3×3 stem; the layers; a 1×1 convolution to forty times the stem's channels; global average pool, linear layer.</remarks>
sealed class NasBenchMacroNetwork : StagedNetwork
{
    /// <param name="architecture">The layers.</param>
    /// <param name="skeleton">The number of channels after the stem.</param>
    /// <param name="shape">The shape of the images, of any size, and the number of classes.</param>
    /// <param name="seed">The seed of the initial weights.</param>
    public NasBenchMacroNetwork(Architecture architecture, SpaceSpecification skeleton, ImageShape shape, long seed)
        : base(nameof(NasBenchMacroNetwork), shape)
    {
        var weights = new WeightSource(seed);
        var channels = skeleton.Channels;
        Add("stem", new RectifiedConvNorm("stem", shape.Channels, channels, 3, 1, weights));
        foreach (var (index, layer) in NasBenchMacroSpace.LayersOf(architecture, skeleton).Index())
        {
            var name = $"layer{index + 1}";
            if (layer.Block is { } block)
            {
                Add(name, new InvertedResidualBlock(name, block, weights));
            }
            else if (layer.IsFirst)
            {
                Add(name, new ConvNorm(name, channels, layer.Channels, 1, 2, weights));
            }

            channels = layer.Channels;
        }

        var features = NasBenchMacroSpace.FeaturesOf(skeleton);
        Add("end", new RectifiedConvNorm("end", channels, features, 1, 1, weights));
        AddClassifier(features, weights);
    }
}
