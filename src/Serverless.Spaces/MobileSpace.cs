using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>
/// Inverted residual layers as in FBNet (Wu et al. 2019) and MobileNetV3 (Howard et al. 2019), in stages of one to three: about
/// 3.6 · 10¹⁴ candidates.
/// </summary>
/// <remarks>
/// Each stage has a decision on its number of layers; each layer has decisions on kernel (3, 5), expansion (1, 3, 6), groups of the 1×1 convolutions
/// (1, 2) and squeeze-and-excitation. Layers beyond the depth are inactive, which is FBNet's skipping; groups are active if the expansion is 1, as in
/// FBNet. Inactive decisions are cleared in the canonical form. Written stage by stage, layers in order: <c>k3_e1_g2,k5_e6_se/k3_e3/k3_e1/k5_e6</c>;
/// inactive decisions are not written. With bit widths, each layer also has a decision on one width for all its convolutions, <c>k3_e1_g2_b8</c>;
/// stem, head and classifier are not quantised.
/// </remarks>
public sealed partial class MobileSpace : CategoricalSpace
{
    public const string SpaceName = "mobile";

    const int MostLayersOfStage = 3;
    const int FeaturesPerChannel = 16;
    const int GroupedExpansion = 0;

    static readonly string[] KernelNames = ["k3", "k5"];
    static readonly string[] ExpansionNames = ["e1", "e3", "e6"];
    static readonly string[] GroupNames = ["g1", "g2"];
    static readonly string[] ExcitationNames = ["plain", "se"];
    static readonly int[] Kernels = [3, 5];
    static readonly int[] Expansions = [1, 3, 6];

    static readonly ImmutableArray<MobileStage> UsualStages = [new(2, 2), new(3, 2), new(4, 1), new(6, 2)];
    static readonly ConcurrentDictionary<string, MobileSpace> OfWidths = new();

    readonly string _name;
    readonly ImmutableArray<MobileStage> _stages;
    readonly ImmutableArray<int> _bitWidths;

    /// <summary>Creates the space that requests name: four stages, which reduce 28 × 28 pixels to 4 × 4.</summary>
    public MobileSpace()
        : this(SpaceName, UsualStages, MostLayersOfStage)
    {
    }

    /// <param name="name">The name, which distinguishes it from other such spaces.</param>
    /// <param name="stages">The stages, at least one.</param>
    /// <param name="mostLayers">The most layers of a stage, at least 1.</param>
    /// <param name="bitWidths">The bit widths from which each layer chooses; empty: nothing is quantised, and there is no such decision.</param>
    /// <exception cref="ArgumentException">There is a single width, an invalid one, or the widths do not ascend.</exception>
    public MobileSpace(string name, ImmutableArray<MobileStage> stages, int mostLayers, ImmutableArray<int> bitWidths = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostLayers, 1);
        (_stages, MostLayers, _bitWidths) = (stages, mostLayers, bitWidths.IsDefault ? [] : bitWidths);
        if (_bitWidths.Length == 1 || !_bitWidths.All(BitWidths.Has) || _bitWidths.Zip(_bitWidths.Skip(1)).Any(pair => pair.First >= pair.Second))
        {
            throw new ArgumentException($"[{string.Join(", ", _bitWidths)}] are not two or more bit widths, ascending.", nameof(bitWidths));
        }

        (_name, Name) = (name, HasBitWidths ? $"{name}+bits-{string.Join('-', _bitWidths)}" : name);
        Dimensions = [.. Enumerable.Range(0, stages.Length).SelectMany(DimensionsOf)];
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override bool HasNetwork => true;

    /// <inheritdoc/>
    public override bool HasBitWidths => _bitWidths.Length > 0;

    /// <inheritdoc/>
    public override SpaceSpecification DefaultSkeleton => HasBitWidths
        ? base.DefaultSkeleton with { Name = _name, BitWidths = _bitWidths }
        : base.DefaultSkeleton;

    /// <inheritdoc/>
    public override SkeletonRules Skeleton { get; } =
        new() { IsPublished = false, Channels = 16, MostChannels = 128, ChannelStep = 2, Cells = 1, MostCells = 1 };

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions { get; }

    /// <inheritdoc/>
    /// <remarks>A stage's depth is not a layer of its own: it determines which layers are active.</remarks>
    public override IReadOnlyList<IReadOnlyList<int>> Layers =>
    [
        .. from stage in Enumerable.Range(0, StageCount)
           from layer in Enumerable.Range(0, MostLayers)
           select Enumerable.Range(LayerAt(stage, layer), ChoicesOfLayer).ToArray(),
    ];

    /// <inheritdoc/>
    /// <remarks>At most <see cref="long.MaxValue"/>.</remarks>
    public override long CandidateCount
    {
        get
        {
            var layer = (UInt128)(Kernels.Length * (GroupNames.Length + Expansions.Length - 1) * ExcitationNames.Length * Math.Max(1, _bitWidths.Length));
            UInt128 stage = 0;
            for (var depth = 1; depth <= MostLayers; depth++)
            {
                stage = Limited((stage + 1) * layer);
            }

            return (long)_stages.Aggregate((UInt128)1, (product, _) => Limited(product * stage));
        }
    }

    /// <value>The most layers of a stage.</value>
    internal int MostLayers { get; }

    internal int StageCount => _stages.Length;

    /// <summary>Returns the space whose layers also choose among bit widths.</summary>
    /// <param name="bitWidths">The bit widths, two or more, ascending.</param>
    /// <exception cref="ArgumentException">There are fewer than two widths, an invalid one, or they do not ascend.</exception>
    public static MobileSpace Of(IReadOnlyList<int> bitWidths)
    {
        ArgumentNullException.ThrowIfNull(bitWidths);
        return OfWidths.GetOrAdd(string.Join(' ', bitWidths), (_, widths) => new MobileSpace(SpaceName, UsualStages, MostLayersOfStage, [.. widths]), bitWidths);
    }

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

    /// <summary>Returns the layers of a network, front to back.</summary>
    public IEnumerable<InvertedResidual> BlocksOf(Architecture architecture, SpaceSpecification skeleton)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(skeleton);
        var channels = skeleton.Channels;
        foreach (var (index, stage) in _stages.Index())
        {
            for (var layer = 0; layer <= architecture.Genotype[DepthAt(index)]; layer++)
            {
                var choices = architecture.Genotype.Slice(LayerAt(index, layer), ChoicesOfLayer);
                var expansion = choices[MobileLayerChoices.Expansion];
                yield return new InvertedResidual(
                    channels,
                    stage.Width * skeleton.Channels,
                    Expansions[expansion],
                    Kernels[choices[MobileLayerChoices.Kernel]],
                    layer == 0 ? stage.Stride : 1,
                    expansion == GroupedExpansion ? 1 + choices[MobileLayerChoices.Groups] : 1,
                    choices[MobileLayerChoices.Excitation] == 1)
                {
                    Bits = HasBitWidths ? _bitWidths[choices[MobileLayerChoices.Bits]] : BitWidths.Unquantised,
                };
                channels = stage.Width * skeleton.Channels;
            }
        }
    }

    /// <summary>Returns the number of features that the classifier reads.</summary>
    public static int FeaturesOf(SpaceSpecification skeleton)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        return FeaturesPerChannel * skeleton.Channels;
    }

    static UInt128 Limited(UInt128 count) => UInt128.Min(count, long.MaxValue);
}
