using Serverless.Spaces;

namespace Serverless.Core.Tables;

/// <summary>Measured architectures: a row for each, in the order of the file, and a column for each metric.</summary>
/// <remarks>Rows are told apart by genotype, never by function. Safe to share between threads.</remarks>
public sealed class ArchitectureTable
{
    readonly Dictionary<Architecture, int> _rows;
    readonly Dictionary<string, double[]> _columns;

    internal ArchitectureTable(TableDescription description, IReadOnlyList<Architecture> architectures, Dictionary<string, double[]> columns)
    {
        Description = description;
        Architectures = architectures;
        _columns = columns;
        _rows = new Dictionary<Architecture, int>(architectures.Count);
        foreach (var (row, architecture) in architectures.Index())
        {
            _rows.Add(architecture, row);
        }
    }

    public TableDescription Description { get; }

    /// <value>One per row.</value>
    public IReadOnlyList<Architecture> Architectures { get; }

    /// <summary>The row of a genotype; null when the table does not have it. O(1).</summary>
    public int? RowOf(Architecture architecture) => _rows.TryGetValue(architecture, out var row) ? row : null;

    /// <summary>A metric's values by row, in its own unit and direction; NaN where the table is blank: not supported, never zero.</summary>
    /// <exception cref="KeyNotFoundException">The description has no such metric.</exception>
    public ReadOnlySpan<double> Column(string metric) => _columns[metric];
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
}
