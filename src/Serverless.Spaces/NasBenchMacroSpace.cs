using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>
/// NAS-Bench-Macro (Su, Huang, Li, You, Wang, Qian, Wang, Xu 2021): eight layers, each an identity or one of two inverted residual
/// blocks; 6,561 genotypes.
/// </summary>
/// <remarks>
/// Stages of two, three and three layers; the first layer of each halves the image and increases the channels, and its identity is a
/// 1×1 convolution. Identities after it have no effect, so their position in the stage makes no difference: 3,969 candidates, each
/// represented by the genotype with its identities last. Written as a code of eight digits.
/// </remarks>
public sealed class NasBenchMacroSpace : CategoricalSpace
{
    public const string SpaceName = "nasbench-macro-canonical";
    public const string PublishedSpaceName = "nasbench-macro";

    // 0, so that cleared choices are identities.
    const int Identity = 0;

    const int FeaturesPerChannel = 40;

    static readonly string[] Blocks = ["identity", "mb3_k3", "mb6_k5"];

    /// <summary>The number of layers of each stage.</summary>
    static ImmutableArray<int> StageLayers { get; } = [2, 3, 3];

    /// <inheritdoc/>
    public override string Name => SpaceName;

    /// <inheritdoc/>
    public override string PublishedName => PublishedSpaceName;

    /// <inheritdoc/>
    public override bool HasNetwork => true;

    /// <inheritdoc/>
    /// <remarks>The published networks have 32 channels after the stem.</remarks>
    public override SkeletonRules Skeleton { get; } = new() { Channels = 32, MostChannels = 64, Cells = 1, MostCells = 1 };

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions { get; } =
        [.. Enumerable.Range(1, StageLayers.Sum()).Select(layer => new Dimension($"layer{layer}", Blocks))];

    /// <inheritdoc/>
    public override long CandidateCount => StageLayers.Aggregate(1L, (product, layers) => product * CountOf(layers));

    /// <inheritdoc/>
    public override Architecture Canonicalise(Architecture architecture)
    {
        var genotype = architecture.Genotype.ToArray();
        var first = 0;
        foreach (var layers in StageLayers)
        {
            var movable = genotype.AsSpan(first + 1, layers - 1);
            var kept = 0;
            foreach (var block in movable.ToArray())
            {
                if (block != Identity)
                {
                    movable[kept++] = block;
                }
            }

            movable[kept..].Clear();
            first += layers;
        }

        return new Architecture([.. genotype]);
    }

    /// <inheritdoc/>
    public override string Format(Architecture architecture) => DigitCode.Format(architecture);

    /// <inheritdoc/>
    public override bool TryParse(
        string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error) =>
        DigitCode.TryParse(this, text, out architecture, out error);

    /// <inheritdoc/>
    public override NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape) =>
        NasBenchMacroOutline.Of(architecture, skeleton, shape);

    /// <summary>Returns the layers of a network, front to back; each stage doubles the channels.</summary>
    public static IEnumerable<NasBenchMacroLayer> LayersOf(Architecture architecture, SpaceSpecification skeleton)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(skeleton);
        var (before, next) = (skeleton.Channels, 0);
        foreach (var layers in StageLayers)
        {
            var channels = 2 * before;
            for (var i = 0; i < layers; i++)
            {
                var stride = i == 0 ? 2 : 1;
                var block = architecture.Genotype[next++] switch
                {
                    1 => new InvertedResidual(before, channels, Expansion: 3, Kernel: 3, stride),
                    2 => new InvertedResidual(before, channels, Expansion: 6, Kernel: 5, stride),
                    _ => null,
                };
                yield return new NasBenchMacroLayer(block, channels, IsFirst: i == 0);
                before = channels;
            }
        }
    }

    /// <summary>Returns the number of features that the classifier reads: 1,280 at the published size.</summary>
    public static int FeaturesOf(SpaceSpecification skeleton)
    {
        ArgumentNullException.ThrowIfNull(skeleton);
        return FeaturesPerChannel * skeleton.Channels;
    }

    // The first layer can have any block; the others are a sequence of up to layers - 1 blocks other than identities.
    static long CountOf(int layers)
    {
        var active = Blocks.Length - 1;
        var sequences = 0L;
        var power = 1L;
        for (var length = 0; length < layers; length++, power *= active)
        {
            sequences += power;
        }

        return Blocks.Length * sequences;
    }
}

/// <summary>One layer of a NAS-Bench-Macro network.</summary>
/// <param name="Block">The block; null for an identity.</param>
/// <param name="Channels">Number of output channels.</param>
/// <param name="IsFirst">Whether it is the first of its stage: it halves the image, so its identity is a 1×1 convolution with stride 2.</param>
public sealed record NasBenchMacroLayer(InvertedResidual? Block, int Channels, bool IsFirst);
