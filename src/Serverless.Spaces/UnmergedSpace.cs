using System.Diagnostics.CodeAnalysis;
using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>A space of which every genotype is a candidate of its own, also those that compute the same function.</summary>
/// <remarks>
/// Published tables hold a separately trained row per genotype, and published searches on them count rows. The name differs from the
/// inner space's, so that neither candidates nor states of algorithms are mistaken for the other's.
/// </remarks>
/// <param name="inner">The space whose genotypes these are.</param>
public sealed class UnmergedSpace(CategoricalSpace inner) : CategoricalSpace
{
    const string Suffix = "-unmerged";

    /// <value>The space whose genotypes these are; it merges what computes the same function.</value>
    public CategoricalSpace Inner { get; } = inner;

    /// <inheritdoc/>
    public override string Name { get; } = inner.Name + Suffix;

    /// <inheritdoc/>
    public override bool HasOutline => Inner.HasOutline;

    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyList<int>> Layers => Inner.Layers;

    /// <inheritdoc/>
    public override SkeletonRules Skeleton => Inner.Skeleton;

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions => Inner.Dimensions;

    /// <inheritdoc/>
    public override long CandidateCount => GenotypeCount;

    /// <inheritdoc/>
    public override Architecture Canonicalise(Architecture architecture) => architecture;

    /// <inheritdoc/>
    public override string Format(Architecture architecture) => Inner.Format(architecture);

    /// <inheritdoc/>
    public override bool TryParse(
        string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error) =>
        Inner.TryParse(text, out architecture, out error);

    /// <inheritdoc/>
    public override NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape) =>
        Inner.Outline(architecture, skeleton, shape);
}
