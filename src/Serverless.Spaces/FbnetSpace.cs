using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>
/// FBNet's layers (Wu et al. 2019) in the macro-architecture that HW-NAS-Bench (Li et al. 2021) measured for CIFAR-100: 22 layers, each one of eight
/// inverted residual blocks or skipped; 9²² genotypes.
/// </summary>
/// <remarks>
/// Stages have 1, 4, 4, 4, 4, 4 and 1 layers; the first layer of each sets the channels, and the first layer of the third, fourth and sixth stage
/// halves the image. A skipped layer that would change the shape becomes a 1×1 convolution with batch normalisation and ReLU. Any other skipped layer
/// does nothing, so its place within the stage makes no difference: there are about 3.3 · 10²⁰ candidates, each represented by the genotype with
/// these layers last. Written layer by layer, with stages joined by slashes: <c>k3_e1/k5_e6,skip,skip,skip/...</c>.
/// </remarks>
public sealed class FbnetSpace : CategoricalSpace
{
    public const string SpaceName = "fbnet";

    // Widths are stored in quarters of the stem's width, so that they are whole and even for every multiple of 4.
    const int WidthDivisor = 4;
    const int FeaturesPerChannel = 94;

    static readonly ImmutableArray<FbnetStage> Stages =
        [new(1, 4, 1), new(4, 6, 1), new(4, 8, 2), new(4, 16, 2), new(4, 28, 1), new(4, 46, 2), new(1, 88, 1)];

    static readonly string[] BlockNames = ["k3_e1", "k3_e1_g2", "k3_e3", "k3_e6", "k5_e1", "k5_e1_g2", "k5_e3", "k5_e6", "skip"];

    static readonly ImmutableArray<(int Kernel, int Expansion, int Groups)> Blocks =
        [(3, 1, 1), (3, 1, 2), (3, 3, 1), (3, 6, 1), (5, 1, 1), (5, 1, 2), (5, 3, 1), (5, 6, 1)];

    /// <value>The number of layers.</value>
    public static int LayerCount { get; } = Stages.Sum(stage => stage.Layers);

    /// <inheritdoc/>
    public override string Name => SpaceName;

    /// <inheritdoc/>
    public override bool HasNetwork => true;

    /// <inheritdoc/>
    /// <remarks>The measured networks have 16 channels after the stem; their accuracies have not been published.</remarks>
    public override SkeletonRules Skeleton { get; } =
        new() { IsPublished = false, Channels = 16, MostChannels = 64, ChannelStep = WidthDivisor, Cells = 1, MostCells = 1 };

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions { get; } =
        [.. Enumerable.Range(1, LayerCount).Select(layer => new Dimension($"layer{layer}", BlockNames))];

    /// <inheritdoc/>
    public override IReadOnlyList<int> OpenChoices { get; } = [.. Enumerable.Repeat(Skip, LayerCount)];

    /// <inheritdoc/>
    /// <remarks>At most <see cref="long.MaxValue"/>, which is less than the actual number.</remarks>
    public override long CandidateCount => (long)Stages.Aggregate(
        (UInt128)1, (product, stage) => UInt128.Min(product * (UInt128)CountOf(stage.Layers), long.MaxValue));

    static int Skip => Blocks.Length;

    /// <inheritdoc/>
    public override Architecture Canonicalise(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var genotype = architecture.Genotype.ToArray();
        var first = 0;
        foreach (var stage in Stages)
        {
            var movable = genotype.AsSpan(first + 1, stage.Layers - 1);
            var kept = 0;
            foreach (var block in movable.ToArray().Where(block => block != Skip))
            {
                movable[kept++] = block;
            }

            movable[kept..].Fill(Skip);
            first += stage.Layers;
        }

        return new Architecture([.. genotype]);
    }

    /// <inheritdoc/>
    public override string Format(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var layers = architecture.Genotype.ToArray().Select(block => BlockNames[block]);
        return string.Join('/', Stages.Select(stage => stage.Layers)
            .Select((count, stage) => string.Join(',', layers.Skip(Stages.Take(stage).Sum(earlier => earlier.Layers)).Take(count))));
    }

    /// <inheritdoc/>
    public override bool TryParse(
        string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[][] stages = [.. text.Split('/').Select(stage => stage.Split(','))];
        architecture = null;
        error = stages.Length == Stages.Length
            ? stages.Index().Select(stage => FaultOf(stage.Item, stage.Index)).FirstOrDefault(fault => fault is not null)
            : $"There are {stages.Length} stages between '/', not {Stages.Length}.";
        if (error is not null)
        {
            return false;
        }

        architecture = Create([.. stages.SelectMany(layers => layers).Select(block => Array.IndexOf(BlockNames, block))]);
        return true;
    }

    /// <inheritdoc/>
    /// <remarks>Stem 3×3; layers; 1×1 to 94 times the stem's channels; pooling, linear with bias.</remarks>
    public override NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        var outline = new NetworkOutline(shape);
        var stem = outline.Elementwise(outline.Convolution(outline.Input, skeleton.Channels, kernel: 3));
        var value = LayersOf(architecture, skeleton).Aggregate(stem, (value, layer) => layer.Extend(outline, value));
        var features = outline.Elementwise(outline.Convolution(value, FeaturesOf(skeleton), kernel: 1));
        outline.Linear(outline.GlobalPool(features), shape.Classes);
        return outline;
    }

    /// <summary>Returns the layers of a network, front to back.</summary>
    public static IEnumerable<FbnetLayer> LayersOf(Architecture architecture, SpaceSpecification skeleton)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(skeleton);
        var (before, next) = (skeleton.Channels, 0);
        foreach (var stage in Stages)
        {
            var channels = stage.Width * skeleton.Channels / WidthDivisor;
            for (var layer = 0; layer < stage.Layers; layer++)
            {
                var (choice, stride) = (architecture.Genotype[next++], layer == 0 ? stage.Stride : 1);
                yield return new FbnetLayer(
                    choice == Skip ? null : new InvertedResidual(before, channels, Blocks[choice].Expansion, Blocks[choice].Kernel, stride, Blocks[choice].Groups),
                    before,
                    channels,
                    stride);
                before = channels;
            }
        }
    }

    /// <summary>Returns the number of features that the classifier reads: 1,504 at the measured size.</summary>
    public static int FeaturesOf(SpaceSpecification skeleton)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        return FeaturesPerChannel * skeleton.Channels;
    }

    static string? FaultOf(string[] layers, int stage)
    {
        const int Shown = 40;
        if (layers.Length != Stages[stage].Layers)
        {
            return $"Stage {stage + 1} has {layers.Length} layers between ',', not {Stages[stage].Layers}; write 'skip' for one that is skipped.";
        }

        var at = Array.FindIndex(layers, layer => !BlockNames.Contains(layer));
        return at < 0
            ? null
            : $"Layer {at + 1} of stage {stage + 1} is '{(layers[at].Length <= Shown ? layers[at] : $"{layers[at][..Shown]}...")}', not one of {string.Join(", ", BlockNames)}.";
    }

    // The first layer has any block; the others are a sequence of up to layers - 1 blocks that are not skipped.
    static long CountOf(int layers) => BlockNames.Length * Enumerable.Range(0, layers).Sum(length => (long)Math.Pow(Blocks.Length, length));

    /// <summary>A stage: layers of one width.</summary>
    /// <param name="Layers">The number of layers.</param>
    /// <param name="Width">The channels, in quarters of the stem's.</param>
    /// <param name="Stride">The stride of the first layer: 1, or 2 to halve the image.</param>
    readonly record struct FbnetStage(int Layers, int Width, int Stride);
}
