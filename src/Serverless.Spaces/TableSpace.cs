using System.Diagnostics.CodeAnalysis;
using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>A space that is known by its table only: every combination of the decisions' choices.</summary>
/// <remarks>Written as <c>depth=4 width=16</c>, the decisions in order.</remarks>
/// <param name="tableName">The table's name; the space is named <c>table-</c> and it.</param>
/// <param name="dimensions">Names and choices without blanks and equals signs.</param>
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

    /// <summary>The name of the space of a table whose columns are the decisions.</summary>
    public static string NameOf(string tableName) => $"table-{tableName}";

    /// <inheritdoc/>
    public override Architecture Canonicalise(Architecture architecture) => architecture;

    /// <inheritdoc/>
    public override string Format(Architecture architecture)
    {
        var decisions = new string[Dimensions.Count];
        for (var i = 0; i < decisions.Length; i++)
        {
            decisions[i] = $"{Dimensions[i].Name}={Dimensions[i].Choices[architecture.Genotype[i]]}";
        }

        return string.Join(' ', decisions);
    }

    /// <inheritdoc/>
    public override bool TryParse(
        string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error)
    {
        architecture = null;
        var parts = text.Split(' ');
        if (parts.Length != Dimensions.Count)
        {
            error = $"There are {parts.Length} decisions, not {Dimensions.Count}: {string.Join(", ", Dimensions.Select(dimension => dimension.Name))}.";
            return false;
        }

        var genotype = new int[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            genotype[i] = Dimensions[i].Choices.Index()
                .Where(choice => parts[i] == $"{Dimensions[i].Name}={choice.Item}").Select(choice => choice.Index).FirstOrDefault(-1);
            if (genotype[i] < 0)
            {
                error = $"'{parts[i]}' is not '{Dimensions[i].Name}=' and one of {string.Join(", ", Dimensions[i].Choices)}.";
                return false;
            }
        }

        error = null;
        architecture = Create(genotype);
        return true;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: nothing but the table's columns is known of these architectures.</exception>
    public override NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape) =>
        throw new NotSupportedException($"Nothing is known of the architectures of {Name} but their table; take a column of it.");
}
