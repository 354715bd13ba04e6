using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Tables;

/// <summary>Reads <c>/files</c> of a table's description.</summary>
static class TableFileSection
{
    const int LongestName = 100;
    const int MostEpochs = 1_000_000;

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
                item.Fault("optional", "The first file holds the architectures, so it is always read: remove this field, or put another file first.");
            }

            if (file.Name.Length > 0 && files.Exists(earlier => earlier.Name == file.Name))
            {
                item.Fault("name", $"'{file.Name}' is already listed; merge its metrics.");
            }

            files.Add(file);
        }

        CheckFidelities(root, [.. files.SelectMany(file => file.Metrics)]);
        if (columns.Count == 0)
        {
            root.Fault("files", "At least one file with one metric is required, for example {\"name\": \"mine.csv\", \"metrics\": [...]}.");
        }

        return files;
    }

    /// <summary>Reads the name of a file. Files are in the folder of their description: a name with a folder in it could lead anywhere.</summary>
    static string ReadName(JsonFields fields)
    {
        var name = fields.Text("name");
        if (name is { Length: > 0 and <= LongestName } && name[0] != '.'
            && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.'))
        {
            return name;
        }

        fields.Fault("name", $"{(name is null ? "This is required" : $"{ErrorText.Text(name)} is not a file name")}: 1 to {LongestName} letters, digits, '-', '_' and '.', without folders.");
        return "";
    }

    static TableFidelity ReadFidelity(JsonFields fields)
    {
        var fidelity = new TableFidelity(fields.Whole("epochs", 1, MostEpochs, 1), fields.RequiredColumn("column") ?? "");
        if (!fields.Has("epochs"))
        {
            fields.Fault("epochs", "This is required: the number of epochs that networks were trained for the column.");
        }

        fields.ReportUnknown();
        return fidelity;
    }

    static bool IsAscending(IReadOnlyList<int> epochs) => epochs.Zip(epochs.Skip(1)).All(pair => pair.First < pair.Second);

    static void CheckFidelities(JsonFields root, IReadOnlyList<TableMetric> metrics)
    {
        foreach (var metric in metrics)
        {
            foreach (var lower in metric.Lower.Where(lower => !metrics.Any(other => other.Column == lower.Column && other.Goal == metric.Goal && other.Column != metric.Column)))
            {
                root.Fault(
                    "files",
                    $"'{metric.Column}' names {ErrorText.Text(lower.Column)} for a shorter training, which is not another metric of the table with the same goal: add it to a file's metrics.");
            }
        }
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
            Epochs = fields.OptionalWhole("epochs", 1, MostEpochs),
            Terms = fields.Has("sum") ? TableTerms.Read(fields) : [],
            IsWhole = fields.Boolean("whole"),
            Lower = fields.Has("lower") ? [.. fields.Objects("lower").Select(ReadFidelity)] : [],
        };
        fields.ReportUnknown();
        if (metric.Lower.Count > 0 && (metric.Epochs is null || !IsAscending(metric.Fidelities)))
        {
            fields.Fault("lower", "List shorter trainings from the shortest on, all of fewer epochs than the metric itself, given by \"epochs\".");
        }

        if (column is not null && (column.AsSpan().IndexOfAny('/', '+') >= 0 || !columns.Add(column)))
        {
            fields.Fault("column", $"{ErrorText.Text(column)} must be used once, and have no '/' and '+': rename the column.");
        }

        return metric;
    }
}
