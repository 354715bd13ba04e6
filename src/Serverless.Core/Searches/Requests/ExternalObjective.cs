using System.Text.RegularExpressions;
using Serverless.Core.Objectives;
using Serverless.Core.Validation;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads objectives whose values a program of the user reports: metrics of any name.</summary>
static partial class ExternalObjective
{
    const int LongestUnit = 20;

    /// <param name="fields">The objective.</param>
    public static Objective Read(JsonFields fields)
    {
        var metric = ReadMetric(fields);
        var goal = fields.RequiredName("goal", "goal", [.. ObjectivesSection.Goals.Keys]);
        RefuseDevice(fields);
        var threshold = fields.Number("threshold");
        var unit = ReadUnit(fields, metric);
        fields.ReportUnknown();
        return new Objective { Metric = metric ?? "", Goal = goal is null ? Goal.Minimise : ObjectivesSection.Goals[goal], Threshold = threshold, Unit = unit };
    }

    /// <summary>Reads the metric's name of an objective or a constraint.</summary>
    public static string? ReadMetric(JsonFields fields)
    {
        const string Rule = "1 to 60 letters, digits, '_', '-' and '.', a letter first; include the unit, for example energyMj.";
        var metric = fields.Text("metric");
        if (!fields.Has("metric"))
        {
            fields.Fault("metric", $"This is required: the name that your program reports it under, {Rule}");
        }
        else if (metric is not null && !Names().IsMatch(metric))
        {
            fields.Fault("metric", $"{ErrorText.Text(metric)} is not a valid metric name: {Rule}");
            return null;
        }

        return metric;
    }

    /// <summary>Reports an error if an objective or a constraint names a device.</summary>
    public static void RefuseDevice(JsonFields fields)
    {
        if (fields.Has("device"))
        {
            fields.Fault("device", "Your program reports every metric, so none depends on a device of the platform: put the device into the metric's name, and remove this field.");
        }
    }

    static string? ReadUnit(JsonFields fields, string? metric)
    {
        var unit = fields.Text("unit");
        if (unit is not null && (unit.Length is 0 or > LongestUnit || unit.Any(VisibleText.IsControl) || string.IsNullOrWhiteSpace(unit)))
        {
            fields.Fault("unit", $"{ErrorText.Text(unit)} is not a valid unit: 1 to {LongestUnit} visible characters.");
            return null;
        }

        if (unit is not null && metric is not null && Metric.Find(metric) is { } known && known.Unit != unit)
        {
            fields.Fault("unit", $"'{metric}' is {(known.Unit.Length == 0 ? "without a unit" : $"in {known.Unit}")} everywhere: report it in this way and remove this field, or rename the metric.");
            return null;
        }

        return unit;
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_.-]{0,59}\z")]
    private static partial Regex Names();
}
