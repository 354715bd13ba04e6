using Serverless.Spaces;

namespace Serverless.Core.Tables;

/// <summary>What the columns of a table of measured architectures mean.</summary>
public sealed record TableDescription
{
    /// <value>1 to 40 of a-z, 0-9 and hyphens.</value>
    public required string Name { get; init; }

    /// <value>The space whose genotypes the rows are, canonical; one of its own when the table's columns are the decisions.</value>
    public required CategoricalSpace Space { get; init; }

    /// <value>The column that holds the architecture; null when each decision has a column of its own, named like its dimension.</value>
    public string? ArchitectureColumn { get; init; }

    public ArchitectureForm Form { get; init; }

    /// <value>The column by which later files' rows are joined to the first file's; null for a single file.</value>
    public string? Join { get; init; }

    /// <value>The first one holds the architectures.</value>
    public required IReadOnlyList<TableFile> Files { get; init; }

    /// <value>Of the first file only lines with these texts are read, by column; empty: all.</value>
    public IReadOnlyDictionary<string, string> Lines { get; init; } = new Dictionary<string, string>();

    /// <value>
    /// Whether the rows are a sample of the combinations of decisions: then they alone are searched, and of two lines of one combination the first counts.
    /// </value>
    public bool IsSampled { get; init; }

    /// <value>How the only file writes what single layers cost, of which every architecture's metrics are sums; null: it has rows of architectures.</value>
    public LayerLayout? Layers { get; init; }

    /// <value>All metrics of all files.</value>
    public IEnumerable<TableMetric> Metrics => Files.SelectMany(file => file.Metrics);

    /// <value>The names by which searches choose whether what computes the same function is one candidate; the published space first.</value>
    public IReadOnlyList<string> SpaceNames => Space.PublishedName == Space.Name ? [Space.Name] : [Space.PublishedName, Space.Name];

    /// <summary>The space of one of <see cref="SpaceNames"/>, or null.</summary>
    public CategoricalSpace? FindSpace(string name) =>
        name == Space.Name ? Space : name == Space.PublishedName ? new PublishedSpace(Space) : null;

    /// <summary>The description of a table whose rows are known: of a sampled one with the space of these rows.</summary>
    internal TableDescription Of(IReadOnlyList<Architecture> rows) =>
        IsSampled && Space is TableSpace all && rows.Count > 0 ? this with { Space = new SampledSpace(all, rows) } : this;

    /// <summary>Epochs of the trainings that the table has all of some columns of, ascending; empty where it has one of each.</summary>
    /// <param name="columns">Names of metrics; those that are the same after every training count for none.</param>
    /// <returns>Null when columns are of different trainings.</returns>
    public IReadOnlyList<int>? FidelitiesOf(IEnumerable<string> columns)
    {
        var all = columns.Select(column => Find(column)?.Fidelities ?? []).Where(epochs => epochs.Count > 1).ToList();
        return all.Count == 0 ? [] : all.All(epochs => epochs.SequenceEqual(all[0])) ? all[0] : null;
    }

    /// <summary>The metric of that name, or null.</summary>
    public TableMetric? Find(string metric) => Metrics.FirstOrDefault(known => known.Column == metric);
}

/// <summary>A file of a table.</summary>
/// <param name="Name">A file name without folders; ends in <c>.gz</c> when compressed.</param>
/// <param name="Metrics">The columns of it that are used.</param>
/// <param name="IsOptional">Whether it is read only when one of its columns is asked for, and may be missing; never of the first file.</param>
public sealed record TableFile(string Name, IReadOnlyList<TableMetric> Metrics, bool IsOptional = false);

/// <summary>How a column writes architectures.</summary>
public enum ArchitectureForm
{
    /// <summary>One digit per decision, the index of its choice; leading zeros count.</summary>
    Code,

    /// <summary>The notation of the space.</summary>
    Notation,
}

/// <summary>Checks names of tables: they become parts of blob names and paths.</summary>
public static class TableName
{
    internal const int Longest = 40;

    /// <summary>Whether a text can be a table's name: 1 to 40 of a-z, 0-9 and hyphens.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= Longest
        && text.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '-');
}
