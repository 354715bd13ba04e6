using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>Lays out the network of the eight layers of NAS-Bench-Macro.</summary>
/// <remarks>
/// Stem 3×3; three stages that double the channels and halve the image, rounding up, in their first layer; 1×1 to forty times the
/// stem's channels, pooling, linear with bias. Every convolution is without bias and followed by batch normalisation.
/// </remarks>
static class NasBenchMacroOutline
{
    public static NetworkOutline Of(Architecture architecture, SpaceSpecification skeleton, ImageShape shape)
    {
        var outline = new NetworkOutline(shape);
        var value = outline.Elementwise(outline.Convolution(outline.Input, skeleton.Channels, kernel: 3));
        foreach (var layer in NasBenchMacroSpace.LayersOf(architecture, skeleton))
        {
            value = layer.Block switch
            {
                { } block => block.Extend(outline, value),
                null when layer.IsFirst => outline.Convolution(value, layer.Channels, kernel: 1, stride: 2),
                null => value,
            };
        }

        var features = outline.Elementwise(outline.Convolution(value, NasBenchMacroSpace.FeaturesOf(skeleton), kernel: 1));
        outline.Linear(outline.GlobalPool(features), shape.Classes);
        return outline;
    }
}
