using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Tables;

/// <summary>Reads <c>/files</c> of a table's description.</summary>
static class TableFileSection
{
    const int LongestName = 100;

    static readonly Dictionary<string, Goal> Goals = new() { ["minimise"] = Goal.Minimise, ["maximise"] = Goal.Maximise };

    public static IReadOnlyList<TableFile> Read(JsonFields root)
    {
        var files = new List<TableFile>();
        var columns = new HashSet<string>();
        foreach (var item in root.Objects("files"))
        {
            var file = new TableFile(
                ReadName(item), [.. item.Objects("metrics").Select(metric => ReadMetric(metric, columns))], item.Boolean("optional"));
            item.ReportUnknown();
            if (file.IsOptional && files.Count == 0)
            {
                item.Fault("optional", "The first file holds the architectures, so it is always read: leave this out, or put another file first.");
            }

            if (file.Name.Length > 0 && files.Exists(earlier => earlier.Name == file.Name))
            {
                item.Fault("name", $"'{file.Name}' is there already; put its metrics together.");
            }

            files.Add(file);
        }

        if (columns.Count == 0)
        {
            root.Fault("files", "At least one file with one metric is required, for example {\"name\": \"mine.csv\", \"metrics\": [...]}.");
        }

        return files;
    }

    /// <summary>The files lie beside their description: a name with a folder in it could lead anywhere.</summary>
    static string ReadName(JsonFields fields)
    {
        var name = fields.Text("name");
        if (name is { Length: > 0 and <= LongestName } && name[0] != '.'
            && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
        {
            return name;
        }

        fields.Fault("name", $"{(name is null ? "This is required" : $"{ErrorText.Text(name)} is no file name")}: 1 to {LongestName} letters, digits, '-', '_' and '.', none of them a folder.");
        return "";
    }

    static TableMetric ReadMetric(JsonFields fields, HashSet<string> columns)
    {
        var column = fields.RequiredColumn("column");
        var goal = fields.RequiredName("goal", "goal", [.. Goals.Keys]);
        var metric = new TableMetric
        {
            Column = column ?? "",
            Goal = goal is null ? Goal.Minimise : Goals[goal],
            Unit = fields.Text("unit") ?? "",
            ChanceLevel = fields.Number("chanceLevel"),
            Metric = fields.Has("metric") ? fields.RequiredName("metric", "metric", [.. Metric.All.Select(known => known.Name)]) : null,
            Missing = fields.Number("missing"),
        };
        fields.ReportUnknown();
        if (column is not null && (column.AsSpan().IndexOfAny('/', '+') >= 0 || !columns.Add(column)))
        {
            fields.Fault("column", $"{ErrorText.Text(column)} has to be named once, and without '/' and '+': rename the column.");
        }

        return metric;
    }
}
