using Serverless.Core.Devices;
using Serverless.Core.Objectives;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads objectives of a search that trains candidates: metrics by name, some of them measured on a device.</summary>
static class TrainedObjective
{
    /// <param name="fields">The objective.</param>
    /// <param name="space">The space whose operations a device's table has to contain.</param>
    /// <param name="catalogue">The catalogue, which holds the devices that the request can name.</param>
    public static Objective Read(JsonFields fields, SpaceSpecification space, RequestCatalogue catalogue)
    {
        var metric = fields.RequiredName("metric", "metric", [.. Metric.All.Select(known => known.Name)]);
        var goal = fields.RequiredName("goal", "goal", [.. ObjectivesSection.Goals.Keys]);
        var device = ReadDevice(fields, metric is null ? null : Metric.Find(metric), space, catalogue);
        var threshold = fields.Number("threshold");
        ObjectivesSection.RefuseUnit(fields);
        fields.ReportUnknown();
        return new Objective
        {
            Metric = metric ?? "",
            Goal = goal is null ? Goal.Minimise : ObjectivesSection.Goals[goal],
            Device = device,
            Threshold = threshold,
        };
    }

    /// <summary>Reads the device of a metric, for objectives and constraints alike.</summary>
    public static string? ReadDevice(JsonFields fields, Metric? metric, SpaceSpecification space, RequestCatalogue catalogue)
    {
        if (metric is { Source: MetricSource.Device } && catalogue.Device is { } given)
        {
            // Has marks the field as read. An unknown device is reported where the catalogue got it from.
            fields.Has("device");
            if (catalogue.Devices.FirstOrDefault(device => device.Id == given) is { } known)
            {
                CheckTable(fields, known, metric, space);
            }

            return given;
        }

        if (metric is not null && metric.Source != MetricSource.Device && fields.Has("device"))
        {
            fields.Fault("device", $"'{metric.Name}' does not depend on a device; remove this field.");
            return null;
        }

        if (metric?.Source != MetricSource.Device && !fields.Has("device"))
        {
            return null;
        }

        var id = fields.PlatformName(
            "device", "device", [.. catalogue.Devices.Select(device => device.Id)], catalogue.IsPartial ? DeviceId.IsValid : null);
        if (metric is not null && catalogue.Devices.FirstOrDefault(device => device.Id == id) is { } found)
        {
            CheckTable(fields, found, metric, space);
        }

        return id;
    }

    static void CheckTable(JsonFields fields, DeviceDefinition device, Metric metric, SpaceSpecification space)
    {
        if (device.Kind != DeviceKind.Lookup)
        {
            return;
        }

        if (!device.Tables.TryGetValue(metric.Name, out var table))
        {
            fields.Fault("device", $"'{device.Id}' has no table of '{metric.Name}', only of {ErrorText.Names(device.Tables.Keys)}.");
            return;
        }

        if (device.Space is { } measured && measured != space with { Recipe = null })
        {
            fields.Fault(
                "device",
                $"The tables of '{device.Id}' are for {Described(measured)}, the search is of {Described(space)}; search the former, or register a device for the latter.");
            return;
        }

        var decisions = table.Pairs is null && SearchSpaces.Of(space) is { } known ? known.Dimensions.Take(known.NetworkDecisions) : [];
        var missing = decisions.SelectMany(decision => decision.Choices.Where(choice => table.CostOf(decision.Name, choice) is null)).Distinct().ToList();
        if (missing.Count > 0)
        {
            fields.Fault("device", $"The table '{metric.Name}' of '{device.Id}' lacks {ErrorText.Names(missing)}, which '{space.Name}' has.");
        }
    }

    static string Described(SpaceSpecification space) => space.Definition is { } definition
        ? $"{space.Name} as defined by {definition.ContentHash}"
        : $"{space.Name} of {space.Channels} channels and {space.CellsPerStage} cells a stage{(space.BitWidths is { } widths ? $" of {string.Join(" or ", widths)} bits" : "")}";
}
