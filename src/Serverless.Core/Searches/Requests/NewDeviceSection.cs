using Serverless.Core.Devices;
using Serverless.Core.Surrogates;
using Serverless.Core.Tables;
using Serverless.Core.Validation;
using Serverless.Spaces;

namespace Serverless.Core.Searches.Requests;

/// <summary>Reads <c>/device</c> of a fit of the kind device-transfer.</summary>
static class NewDeviceSection
{
    /// <param name="root">The fields of the fit request.</param>
    /// <param name="kind">The kind of surrogate to fit.</param>
    /// <param name="table">The table that the fit names; null when it names none or an unknown one.</param>
    public static NewDevice? Read(JsonFields root, string kind, TableDescription? table)
    {
        if (kind != SurrogateKind.DeviceTransfer)
        {
            if (root.Has("device"))
            {
                root.Fault("device", $"Only a fit of kind {SurrogateKind.DeviceTransfer} completes a device's measurements; remove this field, or use that kind.");
            }

            return null;
        }

        if (!root.Has("table"))
        {
            root.Fault("table", "This is required: the table whose columns hold the costs of known devices, for example {\"name\": \"nb201\", \"rows\": 300}.");
        }

        return root.RequiredObject("device", "the device with a few measurements, for example {\"id\": \"board\", \"measurements\": [...]}") is { } fields
            ? ReadFields(root, fields, table)
            : null;
    }

    static NewDevice ReadFields(JsonFields root, JsonFields fields, TableDescription? table)
    {
        var id = fields.Text("id");
        if (id is null || !DeviceId.IsValid(id))
        {
            fields.Fault("id", $"This is required: the name of the device in objectives. {DeviceId.Rule}");
        }

        var column = fields.Has("column") && table is not null
            ? fields.RequiredName("column", $"metric of the table '{table.Name}'", [.. table.Metrics.Select(metric => metric.Column)])
            : fields.Text("column");
        var device = new NewDevice
        {
            Id = id ?? "",
            Metric = ReadMetric(fields, column is null ? null : table?.Find(column)),
            Measurements = [.. fields.Objects("measurements", NewDevice.MostMeasurements).Select(ReadMeasurement)],
            Column = column,
            Rows = fields.OptionalWhole("rows", 2, NewDevice.MostRows),
            Channels = fields.OptionalWhole("channels", 1, 4_096),
            CellsPerStage = fields.OptionalWhole("cellsPerStage", 1, 100),
        };
        CheckSource(root, fields, device);
        if (table?.FindSpace(table.SpaceNames[0]) is { } space)
        {
            CheckSkeleton(fields, device, space);
        }

        fields.ReportUnknown();
        return device;
    }

    /// <param name="fields">The fields of the device.</param>
    /// <param name="column">The column to predict; null when none, or an unknown one, is named.</param>
    static string ReadMetric(JsonFields fields, TableMetric? column)
    {
        var asked = fields.Has("metric") ? fields.RequiredName("metric", "metric of a device", DeviceReader.Metrics) : null;
        if (column is null)
        {
            return asked ?? DeviceReader.Metrics[0];
        }

        if (!SurrogateDescription.CanPredict(SurrogateKind.DeviceTransfer, column) || (column.Metric is { } metric && !DeviceReader.Metrics.Contains(metric)))
        {
            fields.Fault("column", $"{ErrorText.Text(column.Column)} is not a device cost; use a column of {ErrorText.Names(DeviceReader.Metrics)}.");
        }
        else if (asked is not null && column.Metric is { } held && asked != held)
        {
            fields.Fault("metric", $"The column {ErrorText.Text(column.Column)} holds {held}, not {asked}; remove this field, or use another column.");
        }

        return asked ?? column.Metric ?? DeviceReader.Metrics[0];
    }

    static void CheckSkeleton(JsonFields fields, NewDevice device, SearchSpace space)
    {
        var usual = space.DefaultSkeleton;
        var skeleton = usual with { Channels = device.Channels ?? usual.Channels, CellsPerStage = device.CellsPerStage ?? usual.CellsPerStage };
        if (device.Channels is not null && space.Skeleton.FaultOfChannels(skeleton) is { } channels)
        {
            fields.Fault("channels", channels);
        }

        if (device.CellsPerStage is not null && space.Skeleton.FaultOfCells(skeleton) is { } cells)
        {
            fields.Fault("cellsPerStage", cells);
        }
    }

    static void CheckSource(JsonFields root, JsonFields fields, NewDevice device)
    {
        (string Name, bool IsGiven)[] all = [("measurements", fields.Has("measurements")), ("column", fields.Has("column")), ("search", root.Has("search"))];
        string[] sources = [.. all.Where(source => source.IsGiven).Select(source => source.Name)];
        if (sources.Length != 1)
        {
            fields.Fault(
                "measurements",
                "This field, a column of the table or the request's search must specify the measured metric, "
                + $"but {(sources.Length == 0 ? "none does" : $"{ErrorText.Names(sources)} do")}; give exactly one of them.");
        }

        if (device.Measurements.Count == 1)
        {
            fields.Fault("measurements", $"One measurement is not enough to predict others; give at least two, preferably {NewDevice.UsualRows}.");
        }

        if (device.Rows is not null && !fields.Has("column"))
        {
            fields.Fault("rows", "Rows are read from a column; give column, or remove this field.");
        }

        if (root.Has("search") && (device.Channels ?? device.CellsPerStage) is not null)
        {
            fields.Fault(device.Channels is null ? "cellsPerStage" : "channels", "The search determines the size of its networks; remove this field.");
        }
    }

    static DeviceMeasurement ReadMeasurement(JsonFields item)
    {
        var architecture = item.Text("architecture");
        if (architecture is null)
        {
            item.Fault("architecture", "This is required: the measured architecture, in the notation of the table's space.");
        }

        var value = item.Number("value", " above 0", number => number > 0);
        if (!item.Has("value"))
        {
            item.Fault("value", "This is required: the measured value, in the metric's unit.");
        }

        item.ReportUnknown();
        return new DeviceMeasurement(architecture ?? "", value ?? 1);
    }
}
