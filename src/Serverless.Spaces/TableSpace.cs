using System.Diagnostics.CodeAnalysis;
using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>A space that is only known from its table: every combination of the decisions' choices.</summary>
/// <remarks>Written as <c>depth=4 width=16</c>, the decisions in order.</remarks>
/// <param name="tableName">The table's name; the name of the space is <c>table-</c> followed by it.</param>
/// <param name="dimensions">The decisions; their names and choices have no blanks and equals signs.</param>
public sealed class TableSpace(string tableName, IReadOnlyList<Dimension> dimensions) : CategoricalSpace
{
    /// <inheritdoc/>
    public override string Name { get; } = NameOf(tableName);

    /// <inheritdoc/>
    public override bool HasOutline => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Dimension> Dimensions { get; } = dimensions;

    /// <inheritdoc/>
    public override long CandidateCount => GenotypeCount;

    /// <summary>Returns the name of the space of a table whose columns are the decisions.</summary>
    public static string NameOf(string tableName) => $"table-{tableName}";

    /// <inheritdoc/>
    public override Architecture Canonicalise(Architecture architecture) => architecture;

    /// <inheritdoc/>
    public override string Format(Architecture architecture) => DecisionNotation.Format(this, architecture);

    /// <inheritdoc/>
    public override bool TryParse(
        string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error)
    {
        architecture = DecisionNotation.TryParse(this, text, out var genotype, out error) ? Create(genotype) : null;
        return architecture is not null;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: only the table's columns are known of these architectures.</exception>
    public override NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape) =>
        throw new NotSupportedException($"Only the table of {Name} is known, not its architectures; use a column of it.");
}
