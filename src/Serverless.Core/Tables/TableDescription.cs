using Serverless.Spaces;

namespace Serverless.Core.Tables;

/// <summary>Describes the columns of a table of measured architectures.</summary>
public sealed record TableDescription
{
    /// <value>The name: 1 to 40 of a-z, 0-9 and hyphens.</value>
    public required string Name { get; init; }

    /// <value>The canonical space whose genotypes the rows are; a space of its own when the table's columns are the decisions.</value>
    public required CategoricalSpace Space { get; init; }

    /// <value>The column that holds the architecture; null when each decision has a column of its own, with the name of its dimension.</value>
    public string? ArchitectureColumn { get; init; }

    public ArchitectureForm Form { get; init; }

    /// <value>The column by which rows of later files are joined to those of the first; null for a single file.</value>
    public string? Join { get; init; }

    /// <value>The files of the table; the first one holds the architectures.</value>
    public required IReadOnlyList<TableFile> Files { get; init; }

    /// <value>Only lines of the first file with these texts are read, by column; empty to read all lines.</value>
    public IReadOnlyDictionary<string, string> Lines { get; init; } = new Dictionary<string, string>();

    /// <value>
    /// Whether the rows are a sample of the combinations of decisions: then only they are searched, and of several lines with one combination the
    /// first counts.
    /// </value>
    public bool IsSampled { get; init; }

    /// <value>
    /// The layout of the only file when it holds costs of single layers, whose sums are the metrics of every architecture; null when it has rows of
    /// architectures.
    /// </value>
    public LayerLayout? Layers { get; init; }

    /// <value>The metrics of all files.</value>
    public IEnumerable<TableMetric> Metrics => Files.SelectMany(file => file.Metrics);

    /// <value>
    /// The names of the space by which a search chooses whether architectures that compute the same function count as one candidate; the published
    /// space comes first.
    /// </value>
    public IReadOnlyList<string> SpaceNames => Space.PublishedName == Space.Name ? [Space.Name] : [Space.PublishedName, Space.Name];

    /// <summary>Returns the space with one of <see cref="SpaceNames"/>, or null.</summary>
    public CategoricalSpace? FindSpace(string name) =>
        name == Space.Name ? Space : name == Space.PublishedName ? new PublishedSpace(Space) : null;

    /// <summary>Returns the description of a table whose rows are known; for a sampled table, with the space of these rows.</summary>
    internal TableDescription Of(IReadOnlyList<Architecture> rows) =>
        IsSampled && Space is TableSpace all && rows.Count > 0 ? this with { Space = new SampledSpace(all, rows) } : this;

    /// <summary>
    /// Returns the epochs of the trainings for which the table has all of the given columns, ascending; empty when it has one training of each.
    /// </summary>
    /// <param name="columns">The names of metrics; metrics that are the same after every training are ignored.</param>
    /// <returns>The epochs; null when the columns belong to different trainings.</returns>
    public IReadOnlyList<int>? FidelitiesOf(IEnumerable<string> columns)
    {
        var all = columns.Select(column => Find(column)?.Fidelities ?? []).Where(epochs => epochs.Count > 1).ToList();
        return all.Count == 0 ? [] : all.All(epochs => epochs.SequenceEqual(all[0])) ? all[0] : null;
    }

    /// <summary>Returns the metric with the given name, or null.</summary>
    public TableMetric? Find(string metric) => Metrics.FirstOrDefault(known => known.Column == metric);
}

/// <summary>A file of a table.</summary>
/// <param name="Name">The file name without folders; ends in <c>.gz</c> when the file is compressed.</param>
/// <param name="Metrics">The columns of the file that are used.</param>
/// <param name="IsOptional">Whether the file is read only when one of its columns is needed, and may be missing; false for the first file.</param>
public sealed record TableFile(string Name, IReadOnlyList<TableMetric> Metrics, bool IsOptional = false);

/// <summary>The form in which a column writes architectures.</summary>
public enum ArchitectureForm
{
    /// <summary>One digit per decision, the index of its choice; leading zeros count.</summary>
    Code,

    /// <summary>The notation of the space.</summary>
    Notation,
}

/// <summary>Validates names of tables, which become parts of blob names and paths.</summary>
public static class TableName
{
    internal const int Longest = 40;

    /// <summary>Returns whether a text can be the name of a table: 1 to 40 of a-z, 0-9 and hyphens.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= Longest
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
