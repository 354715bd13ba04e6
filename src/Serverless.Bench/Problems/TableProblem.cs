using Serverless.Core.Tables;
using Serverless.Spaces;

namespace Serverless.Bench.Problems;

/// <summary>A problem: metrics of a table to optimise together.</summary>
/// <remarks>Immutable, and safe to share between threads.</remarks>
public sealed class TableProblem
{
    readonly double[] _values;
    readonly bool[] _isSupported;
    readonly bool[] _counts;
    readonly Dictionary<Architecture, int> _places = [];
    readonly List<double[]> _sums = [];
    readonly Lock _placing = new();

    /// <param name="name">The name of the problem in answers.</param>
    /// <param name="table">The table.</param>
    /// <param name="metrics">One or more metrics of the table, in order.</param>
    /// <param name="space">The space to search: the space of the table, or the one that distinguishes all its genotypes.</param>
    public TableProblem(string name, ArchitectureTable table, IReadOnlyList<TableMetric> metrics, SearchSpace space)
    {
        Name = name;
        Table = table;
        Metrics = metrics;
        Space = space;
        RowCount = table.Architectures.Count;
        _values = new double[RowCount * metrics.Count];
        _isSupported = new bool[RowCount];
        _counts = new bool[RowCount];
        for (var row = 0; row < RowCount; row++)
        {
            var raw = metrics.Select(metric => table.Column(metric.Column)[row]).ToArray();
            _isSupported[row] = !raw.Any(double.IsNaN);
            _counts[row] = TableMetric.AllCount(metrics, raw);
            metrics.Zip(raw, (metric, value) => metric.Minimised(value)).ToArray().CopyTo(_values.AsSpan(row * metrics.Count));
        }

        Fronts = new TrueFronts(this);
    }

    public string Name { get; }

    public ArchitectureTable Table { get; }

    public IReadOnlyList<TableMetric> Metrics { get; }

    public SearchSpace Space { get; }

    /// <value>The number of rows of the table; 0 for a table of sums.</value>
    public int RowCount { get; }

    /// <value>
    /// Whether objectives are sums over layers: then every architecture has values, and a row is the index of an architecture that was looked up.
    /// </value>
    public bool IsOfSums => Table.Sums is not null;

    /// <value>The number of architectures with values.</value>
    public long ArchitectureCount => IsOfSums ? Space.CandidateCount : RowCount;

    /// <value>Whether architectures that compute the same function are one candidate; then only the row of its representative can be found.</value>
    public bool IsMerged => Space is not (PublishedSpace or SampledSpace) && Space.CandidateCount < ((CategoricalSpace)Space).GenotypeCount;

    /// <value>The true fronts, by convention.</value>
    public TrueFronts Fronts { get; }

    /// <summary>Returns the objectives of a row, smaller is better; NaN where the table is blank.</summary>
    public ReadOnlySpan<double> ObjectivesOf(int row) => IsOfSums ? SumsOf(row) : _values.AsSpan(row * Metrics.Count, Metrics.Count);

    /// <summary>Returns whether a row has values of all objectives.</summary>
    public bool IsSupported(int row) => IsOfSums || _isSupported[row];

    /// <summary>Returns whether a row counts in a comparison.</summary>
    public bool Counts(int row, Convention convention) => IsOfSums || (convention == Convention.All ? _isSupported[row] : _counts[row]);

    /// <summary>Returns the number of architectures that count.</summary>
    public long CountingRows(Convention convention) => IsOfSums ? Space.CandidateCount : Enumerable.Range(0, RowCount).Count(row => Counts(row, convention));

    /// <summary>Returns the rows that a search can propose: all rows, or those of the representatives when the space merges.</summary>
    public IEnumerable<int> ReachableRows() =>
        Enumerable.Range(0, RowCount).Where(row => !IsMerged || Space.Canonicalise(Table.Architectures[row]).Equals(Table.Architectures[row]));

    /// <summary>Returns the row of a proposed notation; null when the table does not have it.</summary>
    /// <exception cref="ArgumentException">The notation is not an architecture of the space.</exception>
    public int? RowOf(string notation) => Space.TryParse(notation, out var architecture, out var error)
        ? IsOfSums ? PlaceOf(architecture) : Table.RowOf(architecture)
        : throw new ArgumentException(error, nameof(notation));

    /// <summary>Returns the row that represents an architecture of a table of sums.</summary>
    public int PlaceOf(Architecture architecture)
    {
        lock (_placing)
        {
            if (_places.TryAdd(architecture, _sums.Count))
            {
                _sums.Add([.. Metrics.Select(metric => metric.Minimised(Table.Sums!.Of(metric.Column, architecture)))]);
            }

            return _places[architecture];
        }
    }

    double[] SumsOf(int row)
    {
        lock (_placing)
        {
            return _sums[row];
        }
    }
}

/// <summary>The true fronts of a problem, each found once, on first use. Safe to share between threads.</summary>
public sealed class TrueFronts(TableProblem problem)
{
    readonly Lazy<TrueFront> _tight = new(() => TrueFront.Find(problem, Convention.Tight));
    readonly Lazy<TrueFront> _connected = new(() => TrueFront.Find(problem, Convention.Connected));
    readonly Lazy<TrueFront> _all = new(() => TrueFront.Find(problem, Convention.All));

    public TrueFront this[Convention convention] => convention switch
    {
        Convention.Tight => _tight.Value,
        Convention.Connected => _connected.Value,
        _ => _all.Value,
    };
}
