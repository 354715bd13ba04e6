using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>The combinations of a table's decisions that the table has a row of; any other stands for the nearest of them.</summary>
/// <remarks>
/// A table of a random sample holds one combination in millions, which moves among all of them would hardly ever meet. How far two are apart is the sum over
/// the decisions: between numbers their difference, as a share of the decision's range; between names 1 where they differ. Of rows equally near the first
/// counts. O(rows · decisions) for a move.
/// </remarks>
public sealed class SampledSpace : CategoricalSpace
{
    readonly TableSpace _all;
    readonly Architecture[] _rows;
    readonly HashSet<Architecture> _known;
    readonly double[]?[] _positions;

    /// <param name="all">The space of all combinations.</param>
    /// <param name="rows">Different ones, at least one.</param>
    public SampledSpace(TableSpace all, IReadOnlyList<Architecture> rows)
    {
        ArgumentNullException.ThrowIfNull(all);
        (_all, _rows, _known) = (all, [.. rows], [.. rows]);
        Dimensions = [.. all.Dimensions.Select(dimension => dimension with { Numbers = NumbersOf(dimension) })];
        _positions = [.. Dimensions.Select(dimension => dimension.Positions?.ToArray())];
    }

    /// <inheritdoc/>
    public override string Name => _all.Name;

    /// <inheritdoc/>
    public override bool HasOutline => false;

    /// <inheritdoc/>
    /// <value>Decisions whose choices all are numbers are told as such.</value>
    public override IReadOnlyList<Dimension> Dimensions { get; }

    /// <inheritdoc/>
    public override long CandidateCount => _rows.Length;

    /// <inheritdoc/>
    public override Architecture Create(ReadOnlySpan<int> genotype) => Settle(base.Create(genotype));

    /// <inheritdoc/>
    /// <remarks>Of the rows.</remarks>
    public override Architecture Sample(RandomStream random) => _rows[random.NextInt(_rows.Length)];

    /// <inheritdoc/>
    /// <remarks>The row other than the parent that is nearest to what it is changed into.</remarks>
    public override Architecture Mutate(Architecture parent, RandomStream random) => Nearest(base.Mutate(parent, random), except: parent);

    /// <inheritdoc/>
    public override Architecture Crossover(Architecture first, Architecture second, RandomStream random) => Settle(base.Crossover(first, second, random));

    /// <inheritdoc/>
    /// <remarks>The rows nearest to what differs in one decision.</remarks>
    public override IEnumerable<Architecture> Neighbours(Architecture architecture) =>
        base.Neighbours(architecture).Select(changed => Nearest(changed, except: architecture)).Distinct().Where(row => !row.Equals(architecture));

    /// <inheritdoc/>
    public override Architecture Canonicalise(Architecture architecture) => architecture;

    /// <inheritdoc/>
    public override string Format(Architecture architecture) => DecisionNotation.Format(this, architecture);

    /// <inheritdoc/>
    public override bool TryParse(
        string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error)
    {
        if (!_all.TryParse(text, out architecture, out error) || _known.Contains(architecture))
        {
            return architecture is not null;
        }

        (architecture, error) = (null, $"The table has no row of '{text}', and only its rows are searched.");
        return false;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: nothing but the table's columns is known of these architectures.</exception>
    public override NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape) => _all.Outline(architecture, skeleton, shape);

    Architecture Settle(Architecture architecture) => _known.Contains(architecture) ? architecture : Nearest(architecture, except: null);

    Architecture Nearest(Architecture architecture, Architecture? except)
    {
        var (nearest, least) = (_rows[0], double.PositiveInfinity);
        foreach (var row in _rows)
        {
            var distance = Distance(architecture.Genotype, row.Genotype, least);
            if (distance < least && !row.Equals(except))
            {
                (nearest, least) = (row, distance);
            }
        }

        return nearest;
    }

    /// <summary>Gives up where it comes to as much as another row is away.</summary>
    double Distance(ReadOnlySpan<int> one, ReadOnlySpan<int> other, double enough)
    {
        var distance = 0.0;
        for (var i = 0; i < one.Length && distance < enough; i++)
        {
            distance += one[i] == other[i] ? 0 : _positions[i] is { } positions ? Math.Abs(positions[one[i]] - positions[other[i]]) : 1;
        }

        return distance;
    }

    static double[]? NumbersOf(Dimension dimension)
    {
        var numbers = new double[dimension.Choices.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (!double.TryParse(dimension.Choices[i], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[i]) || !double.IsFinite(numbers[i]))
            {
                return null;
            }
        }

        return numbers;
    }
}
