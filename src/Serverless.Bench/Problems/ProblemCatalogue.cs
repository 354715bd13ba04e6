using Serverless.Core.Tables;

namespace Serverless.Bench.Problems;

/// <summary>Creates problems by name; each table is read once. Safe to share between threads.</summary>
/// <param name="known">The tables and the folders of their files; of several tables with one name, the last is used.</param>
/// <param name="isMerging">Whether architectures that compute the same function are one candidate.</param>
public sealed class ProblemCatalogue(IReadOnlyList<(TableDescription Description, TableFolder Folder)> known, bool isMerging)
{
    readonly Dictionary<string, ArchitectureTable> _tables = [];
    readonly Lock _reading = new();

    /// <summary>
    /// Finds the problem <c>table/metric/metric</c>; metrics can also be joined by <c>+</c>. For example
    /// <c>nb201/c100_valid_200/c100_edgegpu_lat_ms</c>.
    /// </summary>
    /// <param name="name">The table and the metrics.</param>
    /// <param name="label">The label of the problem in answers; null for its name.</param>
    /// <exception cref="BenchException">The table or a metric does not exist, or the table cannot be read.</exception>
    public TableProblem Find(string name, string? label = null)
    {
        var parts = name.Split('/', '+');
        var (description, _) = known.LastOrDefault(table => table.Description.Name == parts[0]);
        if (description is null)
        {
            throw new BenchException($"There is no table '{parts[0]}'; there are {Names(known.Select(table => table.Description.Name).Distinct())}.");
        }

        if (parts.Length < 2 || parts.Distinct().Count() < parts.Length)
        {
            throw new BenchException($"A problem must be a table and one or more different metrics, such as {parts[0]}/{description.Metrics.First().Column}, not '{name}'.");
        }

        var metrics = parts.Skip(1).Select(metric => description.Find(metric) ?? throw new BenchException(
            $"The table '{parts[0]}' has no metric '{metric}'; it has {Names(description.Metrics.Select(one => one.Column))}.")).ToList();
        if (description.Layers is not null && metrics.Count > LayerFront.MostObjectives)
        {
            throw new BenchException($"The true front of '{parts[0]}' is found exactly for {LayerFront.MostObjectives} metrics, not {metrics.Count}; specify that many, such as {parts[0]}/{metrics[0].Column}/{metrics[1].Column}.");
        }

        try
        {
            var table = Read(description);
            return new TableProblem(
                label ?? name, table, metrics, table.Description.FindSpace(isMerging ? description.Space.Name : description.SpaceNames[0])!);
        }
        catch (TableException missing)
        {
            throw new BenchException(missing.Message);
        }
    }

    ArchitectureTable Read(TableDescription description)
    {
        lock (_reading)
        {
            if (!_tables.TryGetValue(description.Name, out var table))
            {
                table = known.Last(one => one.Description.Name == description.Name).Folder.Read(description);
                _tables.Add(description.Name, table);
            }

            return table;
        }
    }

    static string Names(IEnumerable<string> names) => string.Join(", ", names);
}
