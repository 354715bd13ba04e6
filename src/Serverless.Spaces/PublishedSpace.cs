using System.Diagnostics.CodeAnalysis;
using Serverless.Spaces.Costs;
using Serverless.Spaces.Features;

namespace Serverless.Spaces;

/// <summary>A benchmark's space as published: every genotype is a candidate, even if several compute the same function.</summary>
/// <remarks>
/// Published tables hold a separately trained row per genotype, and published searches on them count rows. Its name differs from that of the
/// canonical space, so that states of algorithms are not confused; an architecture has the same id in both.
/// </remarks>
/// <param name="canonical">The space of the same genotypes that treats those that compute the same function as one candidate.</param>
public sealed class PublishedSpace(CategoricalSpace canonical) : CategoricalSpace
{
    /// <value>The space of the same genotypes that treats those that compute the same function as one candidate.</value>
    public CategoricalSpace Canonical { get; } = canonical;

    /// <inheritdoc/>
    public override string Name { get; } = canonical.PublishedName;

    /// <inheritdoc/>
    public override bool HasNetwork => Canonical.HasNetwork;

    /// <inheritdoc/>
    public override bool HasOutline => Canonical.HasOutline;

    /// <inheritdoc/>
    public override IReadOnlyList<IReadOnlyList<int>> Layers => Canonical.Layers;

    /// <inheritdoc/>
    public override IReadOnlyList<int> OpenChoices => Canonical.OpenChoices;

    /// <inheritdoc/>
    public override SpaceFeatures Features => Canonical.Features;

    /// <inheritdoc/>
    public override SkeletonRules Skeleton => Canonical.Skeleton;

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions => Canonical.Dimensions;

    /// <inheritdoc/>
    public override long CandidateCount => GenotypeCount;

    /// <inheritdoc/>
    public override Architecture Canonicalise(Architecture architecture) => architecture;

    /// <inheritdoc/>
    public override string Format(Architecture architecture) => Canonical.Format(architecture);

    /// <inheritdoc/>
    public override bool TryParse(
        string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error) =>
        Canonical.TryParse(text, out architecture, out error);

    /// <inheritdoc/>
    public override NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape) =>
        Canonical.Outline(architecture, skeleton, shape);
}
