using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces.Costs;

namespace Serverless.Spaces;

/// <summary>
/// The combinations of a table's decisions for which the table has a row; any other combination is replaced by the nearest of them.
/// </summary>
/// <remarks>
/// A table of a random sample holds one combination in millions, so moves among all combinations would hardly ever find a row. The distance of two
/// combinations is the sum over the decisions: for numbers, their difference as a share of the decision's range; for names, 1 where they differ. Of
/// equally near rows the first is used. O(rows · decisions) for a move, and for all neighbours of an architecture.
/// </remarks>
public sealed class SampledSpace : CategoricalSpace
{
    readonly TableSpace _all;
    readonly Architecture[] _rows;
    readonly Dictionary<Architecture, int> _places;
    readonly RowDistances _distances;

    /// <param name="all">The space of all combinations.</param>
    /// <param name="rows">The rows, at least one, all different.</param>
    public SampledSpace(TableSpace all, IReadOnlyList<Architecture> rows)
    {
        ArgumentNullException.ThrowIfNull(all);
        (_all, _rows) = (all, [.. rows]);
        _places = [];
        foreach (var (place, row) in _rows.Index())
        {
            _places.TryAdd(row, place);
        }

        Dimensions = [.. all.Dimensions.Select(dimension => dimension with { Numbers = NumbersOf(dimension) })];
        _distances = new RowDistances(Dimensions, _rows);
    }

    /// <inheritdoc/>
    public override string Name => _all.Name;

    /// <inheritdoc/>
    public override bool HasOutline => false;

    /// <inheritdoc/>
    /// <value>The decisions; those whose choices are all numbers are numeric.</value>
    public override IReadOnlyList<Dimension> Dimensions { get; }

    /// <inheritdoc/>
    public override long CandidateCount => _rows.Length;

    /// <inheritdoc/>
    public override Architecture Create(ReadOnlySpan<int> genotype) => Settle(base.Create(genotype));

    /// <inheritdoc/>
    /// <remarks>Draws one of the rows.</remarks>
    public override Architecture Sample(RandomStream random) => _rows[random.NextInt(_rows.Length)];

    /// <inheritdoc/>
    /// <remarks>Returns the row, other than the parent, that is nearest to the changed parent.</remarks>
    public override Architecture Mutate(Architecture parent, RandomStream random) => Nearest(base.Mutate(parent, random), except: parent);

    /// <inheritdoc/>
    public override Architecture Crossover(Architecture first, Architecture second, RandomStream random) => Settle(base.Crossover(first, second, random));

    /// <inheritdoc/>
    /// <remarks>The rows nearest to the combinations that differ in one decision.</remarks>
    public override IEnumerable<Architecture> Neighbours(Architecture architecture) =>
        _distances.NearestToNeighbours(architecture.Genotype, PlaceOf(architecture), decision => IsActive(architecture, decision))
            .Distinct().Select(place => _rows[place]).Where(row => !row.Equals(architecture));

    /// <inheritdoc/>
    public override Architecture Canonicalise(Architecture architecture) => architecture;

    /// <inheritdoc/>
    public override string Format(Architecture architecture) => DecisionNotation.Format(this, architecture);

    /// <inheritdoc/>
    public override bool TryParse(
        string text, [NotNullWhen(true)] out Architecture? architecture, [NotNullWhen(false)] out string? error)
    {
        if (!_all.TryParse(text, out architecture, out error) || _places.ContainsKey(architecture))
        {
            return architecture is not null;
        }

        (architecture, error) = (null, $"The table has no row for '{text}', and only its rows are searched.");
        return false;
    }

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: only the columns of the table are known about these architectures.</exception>
    public override NetworkOutline Outline(Architecture architecture, SpaceSpecification skeleton, ImageShape shape) => _all.Outline(architecture, skeleton, shape);

    Architecture Settle(Architecture architecture) => _places.ContainsKey(architecture) ? architecture : Nearest(architecture, except: null);

    Architecture Nearest(Architecture architecture, Architecture? except) =>
        _rows[_distances.Nearest(architecture.Genotype, except is null ? null : PlaceOf(except))];

    int? PlaceOf(Architecture architecture) => _places.TryGetValue(architecture, out var place) ? place : null;

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
