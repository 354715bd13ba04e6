using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads the rows of a table that a fit learns from.</summary>
static class TableRowsSection
{
    /// <param name="fields">The fields; null when there are none.</param>
    /// <param name="tables">The tables that the request can name.</param>
    /// <param name="kind">The kind to fit.</param>
    /// <param name="hasSearch">Whether the fit also learns from a search, whose objectives are the metrics.</param>
    public static TableRows? Read(JsonFields? fields, IReadOnlyList<TableDescription> tables, string kind, bool hasSearch)
    {
        if (fields is null)
        {
            return null;
        }

        var name = fields.RequiredName("name", "table", [.. tables.Select(known => known.Name)]);
        var table = tables.FirstOrDefault(known => known.Name == name);
        var rows = new TableRows
        {
            Name = name ?? "",
            Metrics = fields.Texts("metrics"),
            Curve = fields.Texts("curve"),
            Rows = fields.OptionalWhole("rows", 1, TableRows.Most) ?? 0,
            Space = fields.Has("space") && table is not null ? fields.RequiredName("space", $"space of the table '{table.Name}'", table.SpaceNames) : fields.Text("space"),
        };
        if (!fields.Has("rows"))
        {
            fields.Fault("rows", "This is required: the number of rows to learn from, for example 300.");
        }

        if (table is not null && SearchSpaces.Find(table.SpaceNames[0]) is null)
        {
            fields.Fault("name", $"Only the rows of '{table.Name}' are known, not its architectures, so there is nothing to predict from; use a table of {ErrorText.Names(SearchSpaces.Names)}.");
        }

        if (table is { Layers: not null })
        {
            fields.Fault("name", $"Metrics of '{table.Name}' are exact sums over layers, so there is nothing to predict; use another table.");
        }

        CheckCurve(fields, rows, table, kind);
        CheckMetrics(fields, rows.Metrics, table, kind, hasSearch);
        fields.ReportUnknown();
        return rows;
    }

    static void CheckCurve(JsonFields fields, TableRows rows, TableDescription? table, string kind)
    {
        if (rows.Curve.Count > 0 && kind != SurrogateKind.Lclr)
        {
            fields.Fault("curve", $"'{kind}' reads no learning curves; remove this field, or use the kind {SurrogateKind.Lclr}.");
        }

        foreach (var unknown in rows.Curve.Where(column => table is not null && table.Find(column) is null))
        {
            string[] known = [.. table!.Metrics.Select(metric => metric.Column)];
            fields.Fault("curve", $"{ErrorText.Text(unknown)} is not a metric of the table '{table.Name}'.{NearestName.Hint(unknown, known)}");
        }

        if (rows.Curve.Distinct().Count() < rows.Curve.Count || rows.Curve.Intersect(rows.Metrics).Any())
        {
            fields.Fault("curve", "Each column is one point of the curve before the predicted metric; remove repeated columns and metrics.");
        }
    }

    static void CheckMetrics(JsonFields fields, IReadOnlyList<string> metrics, TableDescription? table, string kind, bool hasSearch)
    {
        if (metrics.Count == 0 && !hasSearch && kind != SurrogateKind.DeviceTransfer)
        {
            fields.Fault("metrics", "This is required: the columns to predict, for example [\"c10_test_200\", \"c10_edgegpu_lat_ms\"].");
        }

        foreach (var unknown in metrics.Where(metric => table is not null && table.Find(metric) is null))
        {
            string[] known = [.. table!.Metrics.Select(metric => metric.Column)];
            fields.Fault("metrics", $"{ErrorText.Text(unknown)} is not a metric of table '{table.Name}'; use one of {ErrorText.Names(known)}.{NearestName.Hint(unknown, known)}");
        }

        foreach (var beyond in metrics.Select(metric => table?.Find(metric)).OfType<TableMetric>().Where(metric => !SurrogateDescription.CanPredict(kind, metric)))
        {
            string[] costs = [.. table!.Metrics.Where(metric => SurrogateDescription.CanPredict(kind, metric)).Select(metric => metric.Column)];
            fields.Fault("metrics", $"'{kind}' predicts costs of networks, and {ErrorText.Text(beyond.Column)} is not a cost; use {ErrorText.Names(costs)}, or another kind.");
        }

        if (metrics.Distinct().Count() < metrics.Count)
        {
            fields.Fault("metrics", "A column occurs more than once; keep one.");
        }
    }
}
