using Serverless.Spaces;

namespace Serverless.Core.Tables;

/// <summary>Measured architectures: a row for each, in the order of the file, and a column for each metric.</summary>
/// <remarks>Rows are told apart by genotype, never by function. Safe to share between threads.</remarks>
public sealed class ArchitectureTable
{
    readonly Dictionary<Architecture, int> _rows;
    readonly Dictionary<string, double[]> _columns;
    readonly Dictionary<string, Lazy<Dictionary<string, double[]>>> _optional = [];

    /// <param name="description">What the columns mean.</param>
    /// <param name="architectures">One per row.</param>
    /// <param name="columns">Of all files but the optional ones.</param>
    /// <param name="readOptional">Reads the columns of an optional file; called once for each, when one is asked for.</param>
    internal ArchitectureTable(
        TableDescription description,
        IReadOnlyList<Architecture> architectures,
        Dictionary<string, double[]> columns,
        Func<TableFile, Dictionary<string, double[]>> readOptional)
    {
        Description = description.Of(architectures);
        Architectures = architectures;
        _columns = columns;
        foreach (var file in description.Files.Where(file => file.IsOptional))
        {
            var read = new Lazy<Dictionary<string, double[]>>(() => readOptional(file));
            foreach (var metric in file.Metrics)
            {
                _optional.Add(metric.Column, read);
            }
        }

        _rows = new Dictionary<Architecture, int>(architectures.Count);
        foreach (var (row, architecture) in architectures.Index())
        {
            _rows.Add(architecture, row);
        }
    }

    /// <summary>A table of every architecture of its space, whose metrics are sums.</summary>
    internal ArchitectureTable(TableDescription description, LayerSums sums)
        : this(description, [], [], _ => []) => Sums = sums;

    /// <value>What the columns mean; of a sampled table with the space of its rows.</value>
    public TableDescription Description { get; }

    /// <value>What metrics are sums of; null where the table has rows.</value>
    public LayerSums? Sums { get; }

    /// <value>One per row; none of a table of sums.</value>
    public IReadOnlyList<Architecture> Architectures { get; }

    /// <summary>The row of a genotype; null when the table does not have it. O(1).</summary>
    public int? RowOf(Architecture architecture) => _rows.TryGetValue(architecture, out var row) ? row : null;

    /// <summary>What the table tells of a genotype, by metric: NaN where it is blank. Null when the table does not have it. O(1), or of sums O(decisions) a metric.</summary>
    /// <inheritdoc cref="Column" path="/exception"/>
    public Func<string, double>? Find(Architecture architecture) =>
        Sums is { } sums ? metric => sums.Of(metric, architecture)
        : RowOf(architecture) is { } row ? metric => Column(metric)[row]
        : null;

    /// <summary>Makes sure that a metric can be told.</summary>
    /// <inheritdoc cref="Column" path="/exception"/>
    public void Require(string metric)
    {
        if (Sums is { } sums)
        {
            _ = sums[metric];
        }
        else
        {
            Column(metric);
        }
    }

    /// <summary>A metric's values by row, in its own unit and direction; NaN where the table is blank: not supported, never zero.</summary>
    /// <exception cref="KeyNotFoundException">The description has no such metric.</exception>
    /// <exception cref="TableException">It is of an optional file, which is missing or not as described; the message names file, columns and remedy.</exception>
    public ReadOnlySpan<double> Column(string metric) =>
        _optional.TryGetValue(metric, out var file) ? file.Value[metric] : _columns[metric];
}

/// <summary>What the networks behind a table's architectures are fed.</summary>
public static class TableImages
{
    /// <summary>What features are counted for: the published skeletons on images of CIFAR-10. A table does not tell.</summary>
    public static ImageShape Shape { get; } = new(3, 32, 32, 10);
}

/// <summary>A table does not hold what its description says; the message names the file, the line and the remedy.</summary>
public sealed class TableException : Exception
{
    public TableException(string source, long line, string reason)
        : base(FormattableString.Invariant($"{source}, line {line}: {reason}"))
    {
    }

    public TableException(string source, string reason)
        : base($"{source}: {reason}")
    {
    }

    /// <summary>An optional file is missing that a column was asked of.</summary>
    /// <param name="table">The file's table.</param>
    /// <param name="file">The file.</param>
    /// <param name="reason">What opening it said, a sentence.</param>
    public static TableException Missing(TableDescription table, TableFile file, string reason)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(file);
        return new TableException(
            file.Name,
            $"{reason} Without it the table '{table.Name}' has no {string.Join(", ", file.Metrics.Select(metric => metric.Column))}: "
            + "put the file beside the table's others, or take objectives and an algorithm that do without these columns.");
    }
}
