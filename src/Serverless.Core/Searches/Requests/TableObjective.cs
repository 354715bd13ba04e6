using Serverless.Core.Objectives;
using Serverless.Core.Tables;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads objectives of a search of a table: columns of the table, by name.</summary>
static class TableObjective
{
    /// <param name="fields">The objective.</param>
    /// <param name="table">The table; null when it is not known: any metric is then accepted, so that only the table is reported.</param>
    public static Objective Read(JsonFields fields, TableDescription? table)
    {
        var name = table is null ? fields.Text("metric") : fields.RequiredName("metric", $"metric of the table '{table.Name}'", [.. table.Metrics.Select(known => known.Column)]);
        var metric = name is null ? null : table?.Find(name);
        var goal = fields.RequiredName("goal", "goal", [.. ObjectivesSection.Goals.Keys]);
        if (metric is not null && goal is not null && ObjectivesSection.Goals[goal] != metric.Goal)
        {
            fields.Fault("goal", $"The table's '{metric.Column}' must be {(metric.Goal == Goal.Minimise ? "minimised" : "maximised")}; use {(metric.Goal == Goal.Minimise ? "minimise" : "maximise")}.");
        }

        RefuseDevice(fields);
        var threshold = fields.Number("threshold");
        ObjectivesSection.RefuseUnit(fields);
        fields.ReportUnknown();
        return new Objective { Metric = name ?? "", Goal = metric?.Goal ?? Goal.Minimise, Threshold = threshold };
    }

    /// <summary>Reports an error if an objective or a constraint names a device.</summary>
    public static void RefuseDevice(JsonFields fields)
    {
        if (fields.Has("device"))
        {
            fields.Fault("device", "A table's columns already determine the device; remove this field.");
        }
    }
}
