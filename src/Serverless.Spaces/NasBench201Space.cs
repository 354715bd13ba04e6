using System.Diagnostics.CodeAnalysis;
using Serverless.Spaces.Costs;
using Serverless.Spaces.Features;

namespace Serverless.Spaces;

/// <summary>
/// NAS-Bench-201 (Dong, Yang 2020): cells of four nodes, an operation on each of the six edges from an earlier to a later node,
/// 15,625 genotypes.
/// </summary>
/// <remarks>
/// Edges in genotype order: 0→1, 0→2, 1→2, 0→3, 1→3, 2→3. Node i is the sum of its incoming edges; node 3 is the cell's output.
/// Cells that compute the same function are one candidate (see <see cref="NasBench201Classes"/>), represented by its cheapest cell:
/// 4,930 candidates. <see cref="PublishedSpace"/> treats every cell as a candidate.
/// </remarks>
public sealed class NasBench201Space : CategoricalSpace
{
    public const string SpaceName = "nasbench201-canonical";
    public const string PublishedSpaceName = "nasbench201";

    /// <summary>The operations in choice order: the order of NAS-Bench-201's own list.</summary>
    public static IReadOnlyList<string> Operations { get; } =
        ["none", "skip_connect", "nor_conv_1x1", "nor_conv_3x3", "avg_pool_3x3"];

    /// <summary>The edges in genotype order.</summary>
    public static IReadOnlyList<(int Source, int Target)> Edges { get; } = [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3)];

    /// <inheritdoc/>
    public override string Name => SpaceName;

    /// <inheritdoc/>
    public override string PublishedName => PublishedSpaceName;

    /// <inheritdoc/>
    public override bool HasNetwork => true;

    /// <inheritdoc/>
    public override SpaceFeatures Features { get; } = new NasBench201Features();

    /// <inheritdoc/>
    public override SkeletonRules Skeleton { get; } = new() { SizeStep = 4 };

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions { get; } =
        [.. Edges.Select(edge => new Dimension($"edge{edge.Source}to{edge.Target}", Operations))];

    /// <inheritdoc/>
    /// <value>Skips from each node to the next and nothing else, so that every edge has an effect as soon as it is decided.</value>
    public override IReadOnlyList<int> OpenChoices { get; } = [.. Edges.Select(edge => edge.Target == edge.Source + 1 ? 1 : 0)];

    /// <inheritdoc/>
    public override long CandidateCount => NasBench201Classes.Count;

    /// <inheritdoc/>
    public override Architecture Canonicalise(Architecture architecture) => NasBench201Classes.RepresentativeOf(architecture);

    /// <summary>Returns whether the output depends on the input; 341 of the 15,625 cells have a constant output.</summary>
    public static bool IsConnected(Architecture architecture) => NasBench201Classes.Expression(architecture.Genotype).Length > 0;

    /// <inheritdoc/>
    /// <remarks><c>|op~0|+|op~0|op~1|+|op~0|op~1|op~2|</c>: one group per node 1 to 3, its inputs in order.</remarks>
    public override string Format(Architecture architecture)
    {
        var operations = architecture.Genotype;
        string Edge(ReadOnlySpan<int> genotype, int edge) => $"{Operations[genotype[edge]]}~{Edges[edge].Source}|";
        return $"|{Edge(operations, 0)}+|{Edge(operations, 1)}{Edge(operations, 2)}"
            + $"+|{Edge(operations, 3)}{Edge(operations, 4)}{Edge(operations, 5)}";
    }

    /// <inheritdoc/>
    public override bool TryParse(
        string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error) =>
        NasBench201Notation.TryParse(this, text, out architecture, out error);

    /// <inheritdoc/>
    public override NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape) =>
        NasBench201Outline.Of(architecture, skeleton, shape);
}
