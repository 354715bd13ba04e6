namespace Serverless.Spaces;

/// <content>The positions of decisions in the genotype.</content>
public sealed partial class MobileSpace
{
    int ChoicesOfLayer => MobileLayerChoices.Count + (HasBitWidths ? 1 : 0);

    /// <summary>Returns the index of a stage's depth in the genotype; its choice is the depth minus one.</summary>
    internal int DepthAt(int stage) => stage * (1 + (MostLayers * ChoicesOfLayer));

    /// <summary>Returns the index of a layer's first choice in the genotype.</summary>
    internal int LayerAt(int stage, int layer) => DepthAt(stage) + 1 + (layer * ChoicesOfLayer);

    IEnumerable<Dimension> DimensionsOf(int stage)
    {
        var depth = DepthAt(stage);
        yield return new Dimension($"stage{stage + 1}depth", [.. Enumerable.Range(1, MostLayers).Select(layers => $"d{layers}")]);
        for (var layer = 0; layer < MostLayers; layer++)
        {
            var name = $"stage{stage + 1}layer{layer + 1}";
            var deepEnough = layer == 0 ? null : new ActivationCondition(depth, [.. Enumerable.Range(layer, MostLayers - layer)]);
            yield return new Dimension($"{name}kernel", KernelNames, deepEnough);
            yield return new Dimension($"{name}expansion", ExpansionNames, deepEnough);
            var expansion = LayerAt(stage, layer) + MobileLayerChoices.Expansion;
            yield return new Dimension($"{name}groups", GroupNames, new ActivationCondition(expansion, [GroupedExpansion]));
            yield return new Dimension($"{name}excitation", ExcitationNames, deepEnough);
            if (HasBitWidths)
            {
                yield return new Dimension($"{name}bits", [.. _bitWidths.Select(bits => $"b{bits}")], deepEnough)
                {
                    Numbers = [.. _bitWidths.Select(bits => (double)bits)],
                    IsLogarithmic = true,
                };
            }
        }
    }
}

/// <summary>A stage: layers of one size.</summary>
/// <param name="Width">Number of channels, in multiples of the stem's.</param>
/// <param name="Stride">Stride of the first layer: 1, or 2 to halve the image.</param>
public readonly record struct MobileStage(int Width, int Stride);
