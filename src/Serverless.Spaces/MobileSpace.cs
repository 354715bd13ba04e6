using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>
/// Inverted residual layers as in FBNet (Wu et al. 2019) and MobileNetV3 (Howard et al. 2019), in stages of one to three: about
/// 3.6 · 10¹⁴ candidates.
/// </summary>
/// <remarks>
/// Each stage decides how many layers it has; each of its layers on kernel (3, 5), expansion (1, 3, 6), groups of the convolutions 1×1
/// (1, 2) and squeeze-and-excitation. Layers beyond the depth do not count, which is FBNet's skipping; groups count where the
/// expansion is 1, as in FBNet. What does not count is cleared in the canonical form. Written stage by stage, layers in order:
/// <c>k3_e1_g2,k5_e6_se/k3_e3/k3_e1/k5_e6</c>; what does not count is not written.
/// </remarks>
public sealed class MobileSpace : CategoricalSpace
{
    public const string SpaceName = "mobile";

    const int FeaturesPerChannel = 16;
    const int GroupedExpansion = 0;

    static readonly string[] KernelNames = ["k3", "k5"];
    static readonly string[] ExpansionNames = ["e1", "e3", "e6"];
    static readonly string[] GroupNames = ["g1", "g2"];
    static readonly string[] ExcitationNames = ["plain", "se"];
    static readonly int[] Kernels = [3, 5];
    static readonly int[] Expansions = [1, 3, 6];

    readonly ImmutableArray<MobileStage> _stages;

    /// <summary>The space that requests name: four stages, which make 28 × 28 pixels 4 × 4.</summary>
    public MobileSpace()
        : this(SpaceName, [new(2, 2), new(3, 2), new(4, 1), new(6, 2)], mostLayers: 3)
    {
    }

    /// <param name="name">Tells it from other such spaces.</param>
    /// <param name="stages">At least one.</param>
    /// <param name="mostLayers">How many layers a stage can have, at least 1.</param>
    public MobileSpace(string name, ImmutableArray<MobileStage> stages, int mostLayers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostLayers, 1);
        (Name, _stages, MostLayers) = (name, stages, mostLayers);
        Dimensions = [.. Enumerable.Range(0, stages.Length).SelectMany(DimensionsOf)];
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override bool HasNetwork => true;

    /// <inheritdoc/>
    public override SkeletonRules Skeleton { get; } =
        new() { IsPublished = false, Channels = 16, MostChannels = 128, ChannelStep = 2, Cells = 1, MostCells = 1 };

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions { get; }

    /// <inheritdoc/>
    /// <remarks>A stage's depth makes no layer of its own: it tells which of the layers count.</remarks>
    public override IReadOnlyList<IReadOnlyList<int>> Layers =>
    [
        .. from stage in Enumerable.Range(0, StageCount)
           from layer in Enumerable.Range(0, MostLayers)
           select Enumerable.Range(LayerAt(stage, layer), MobileLayerChoices.Count).ToArray(),
    ];

    /// <inheritdoc/>
    public override long CandidateCount
    {
        get
        {
            var layer = Kernels.Length * (GroupNames.Length + Expansions.Length - 1) * ExcitationNames.Length;
            var (stage, power) = (0L, 1L);
            for (var depth = 1; depth <= MostLayers; depth++)
            {
                power = checked(power * layer);
                stage += power;
            }

            return _stages.Aggregate(1L, (product, _) => checked(product * stage));
        }
    }

    /// <value>How many layers a stage can have.</value>
    internal int MostLayers { get; }

    internal int StageCount => _stages.Length;

    /// <inheritdoc/>
    public override Architecture Canonicalise(Architecture architecture) => ClearInactive(architecture);

    /// <inheritdoc/>
    public override string Format(Architecture architecture) => MobileNotation.Format(this, architecture);

    /// <inheritdoc/>
    public override bool TryParse(
        string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error) =>
        MobileNotation.TryParse(this, text, out architecture, out error);

    /// <inheritdoc/>
    /// <remarks>Stem 3×3; layers; 1×1 to sixteen times the stem's channels; pooling, linear with bias.</remarks>
    public override NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        var outline = new NetworkOutline(shape);
        var stem = outline.Elementwise(outline.Convolution(outline.Input, skeleton.Channels, kernel: 3));
        var value = BlocksOf(architecture, skeleton).Aggregate(stem, (value, block) => block.Extend(outline, value));
        var features = outline.Elementwise(outline.Convolution(value, FeaturesOf(skeleton), kernel: 1));
        outline.Linear(outline.GlobalPool(features), shape.Classes);
        return outline;
    }

    /// <summary>The layers of a network, front to back.</summary>
    public IEnumerable<InvertedResidual> BlocksOf(Architecture architecture, SpaceSpecification skeleton)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(skeleton);
        var channels = skeleton.Channels;
        foreach (var (index, stage) in _stages.Index())
        {
            for (var layer = 0; layer <= architecture.Genotype[DepthAt(index)]; layer++)
            {
                var choices = architecture.Genotype.Slice(LayerAt(index, layer), MobileLayerChoices.Count);
                var expansion = choices[MobileLayerChoices.Expansion];
                yield return new InvertedResidual(
                    channels,
                    stage.Width * skeleton.Channels,
                    Expansions[expansion],
                    Kernels[choices[MobileLayerChoices.Kernel]],
                    layer == 0 ? stage.Stride : 1,
                    expansion == GroupedExpansion ? 1 + choices[MobileLayerChoices.Groups] : 1,
                    choices[MobileLayerChoices.Excitation] == 1);
                channels = stage.Width * skeleton.Channels;
            }
        }
    }

    /// <summary>How many features the classifier reads.</summary>
    public static int FeaturesOf(SpaceSpecification skeleton)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        return FeaturesPerChannel * skeleton.Channels;
    }

    /// <summary>Where a stage's depth is in the genotype; its choice is the depth less one.</summary>
    internal int DepthAt(int stage) => stage * (1 + (MostLayers * MobileLayerChoices.Count));

    /// <summary>Where a layer's choices begin in the genotype.</summary>
    internal int LayerAt(int stage, int layer) => DepthAt(stage) + 1 + (layer * MobileLayerChoices.Count);

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
        }
    }
}

/// <summary>Layers of one size.</summary>
/// <param name="Width">Channels, in multiples of the stem's.</param>
/// <param name="Stride">Of the first layer: 1, or 2 to halve the image.</param>
public readonly record struct MobileStage(int Width, int Stride);
