using Serverless.Spaces;

namespace Serverless.Core.Tables;

/// <summary>A table of measured architectures: one row per architecture, in the order of the file, and one column per metric.</summary>
/// <remarks>Rows are identified by genotype, even where two genotypes compute the same function. Safe to share between threads.</remarks>
public sealed class ArchitectureTable
{
    readonly Dictionary<Architecture, int> _rows;
    readonly Dictionary<string, double[]> _columns;
    readonly Dictionary<string, Lazy<Dictionary<string, double[]>>> _optional = [];

    /// <param name="description">The meaning of the columns.</param>
    /// <param name="architectures">The architectures, one per row.</param>
    /// <param name="columns">The columns of all files except optional ones.</param>
    /// <param name="readOptional">Reads the columns of an optional file; called once per file, when one of its columns is first needed.</param>
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

    /// <summary>Creates a table of every architecture of its space, whose metrics are sums.</summary>
    internal ArchitectureTable(TableDescription description, LayerSums sums)
        : this(description, [], [], _ => []) => Sums = sums;

    /// <value>The meaning of the columns; for a sampled table, with the space of its rows.</value>
    public TableDescription Description { get; }

    /// <value>The sums that make up the metrics; null when the table has rows.</value>
    public LayerSums? Sums { get; }

    /// <value>The architectures, one per row; empty for a table of sums.</value>
    public IReadOnlyList<Architecture> Architectures { get; }

    /// <summary>Returns the row of a genotype, or null when the table does not have it. O(1).</summary>
    public int? RowOf(Architecture architecture) => _rows.TryGetValue(architecture, out var row) ? row : null;

    /// <summary>
    /// Returns the value of each metric for a genotype, NaN where the table is blank; null when the table does not have the genotype. O(1), or
    /// O(decisions) per metric for sums.
    /// </summary>
    /// <inheritdoc cref="Column" path="/exception"/>
    public Func<string, double>? Find(Architecture architecture) =>
        Sums is { } sums ? metric => sums.Of(metric, architecture)
        : RowOf(architecture) is { } row ? metric => Column(metric)[row]
        : null;

    /// <summary>Checks that the values of a metric are available.</summary>
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

    /// <summary>
    /// Returns the values of a metric by row, in its own unit and direction. NaN where the table is blank, which means not supported, never zero.
    /// </summary>
    /// <exception cref="KeyNotFoundException">The description has no such metric.</exception>
    /// <exception cref="TableException">
    /// The metric belongs to an optional file, which is missing or not as described; the message names the file, the columns and the remedy.
    /// </exception>
    public ReadOnlySpan<double> Column(string metric) =>
        _optional.TryGetValue(metric, out var file) ? file.Value[metric] : _columns[metric];
}

/// <summary>The inputs of the networks behind a table's architectures.</summary>
public static class TableImages
{
    /// <summary>The image shape for which features are counted: the published skeletons on images of CIFAR-10, since a table does not say.</summary>
    public static ImageShape Shape { get; } = new(3, 32, 32, 10);
}

/// <summary>The exception that is thrown when a table does not match its description; the message names the file, the line and the remedy.</summary>
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

    /// <summary>Creates an exception for an optional file that is missing when one of its columns is needed.</summary>
    /// <param name="table">The table of the file.</param>
    /// <param name="file">The file.</param>
    /// <param name="reason">The error from opening the file, as a sentence.</param>
    public static TableException Missing(TableDescription table, TableFile file, string reason)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(file);
        return new TableException(
            file.Name,
            $"{reason} Without this file, the table '{table.Name}' has no {string.Join(", ", file.Metrics.Select(metric => metric.Column))}: "
            + "put the file next to the table's other files, or choose objectives and an algorithm that do not use these columns.");
    }
}
