using Serverless.Core.Devices;
using Serverless.Core.Objectives;
using Serverless.Core.Tables;
using Serverless.Core.Validation;

namespace Serverless.Core.Generators;

/// <summary>Reads <c>/devices</c> of a request for a generator.</summary>
static class GeneratorDevicesSection
{
    /// <param name="fields">The fields of the request.</param>
    /// <param name="table">The table that the request names; null when it names none or an unknown one.</param>
    /// <param name="cost">The metric of devices.</param>
    public static IReadOnlyList<RequestedDevice> Read(JsonFields fields, TableDescription? table, string cost)
    {
        string[] columns = [.. (table?.Metrics ?? []).Where(metric => metric.Metric == cost).Select(metric => metric.Column)];
        if (!fields.Has("devices") && (table is not null || !fields.Has("table")) && columns.Length == 0)
        {
            fields.Fault("devices", table is null
                ? "This is required: devices that measured the reference architectures, for example [{\"id\": \"board\"}]; 'generator references' lists the architectures."
                : $"No column of '{table.Name}' holds {cost}; give devices of the platform, for example [{{\"id\": \"board\"}}].");
        }

        if (fields.IsEmptyList("devices"))
        {
            fields.Fault("devices", "This list is empty: give devices, or remove this field if a table has their columns.");
        }

        // If the description does not say what a column holds, a request can still name it: its author knows.
        string[] possible = [.. columns, .. (table?.Metrics ?? []).Where(metric => metric is { Metric: null, Goal: Goal.Minimise }).Select(metric => metric.Column)];
        RequestedDevice[] devices = fields.Has("devices")
            ? [.. fields.Objects("devices", GeneratorRequest.MostDevices).Select(item => ReadDevice(item, table, possible, cost))]
            : [.. columns.Select(column => new RequestedDevice { Column = column })];
        if (!fields.Has("devices"))
        {
            CheckDefault(fields, table, columns, cost);
        }

        foreach (var twice in devices.GroupBy(device => device.NameOf()).Where(named => named.Key.Length > 0 && named.Count() > 1))
        {
            fields.Fault("devices", $"{twice.Count()} devices are called {ErrorText.Text(twice.Key)}; give each a different name.");
        }

        return devices;
    }

    // Devices that are not listed get the names of their columns.
    static void CheckDefault(JsonFields fields, TableDescription? table, string[] columns, string cost)
    {
        if (columns.Length > GeneratorRequest.MostDevices)
        {
            fields.Fault("devices", $"{columns.Length} columns of '{table?.Name}' hold {cost}, but a generator has at most {GeneratorRequest.MostDevices} devices; list the devices to use.");
        }

        if (Array.Find(columns, column => !GeneratorDeviceName.IsValid(column)) is { } unfit)
        {
            fields.Fault("devices", $"The column {ErrorText.Text(unfit)} of '{table?.Name}' is not a valid device name. {GeneratorDeviceName.Rule} List the devices, each with a name.");
        }
    }

    static RequestedDevice ReadDevice(JsonFields fields, TableDescription? table, IReadOnlyList<string> columns, string cost)
    {
        var name = fields.Text("name");
        if (name is not null && !GeneratorDeviceName.IsValid(name))
        {
            fields.Fault("name", $"{ErrorText.Text(name)} is not a valid device name. {GeneratorDeviceName.Rule}");
        }

        var id = fields.Text("id");
        if (id is not null && !DeviceId.IsValid(id))
        {
            fields.Fault("id", $"{ErrorText.Text(id)} is not a device id; GET /api/devices lists the existing devices.");
        }

        if (fields.Has("column") && table is null)
        {
            fields.Fault("column", "Only a table has columns; give the table, or the id of a device of the platform.");
        }

        var column = fields.Has("column") && table is not null ? fields.RequiredName("column", $"column of '{table.Name}' that holds {cost}", columns) : null;
        if (name is null && column is { Length: > 0 } && !GeneratorDeviceName.IsValid(column))
        {
            fields.Fault("name", $"This is required, since the column {ErrorText.Text(column)} is not a valid device name. {GeneratorDeviceName.Rule}");
        }

        if (fields.Has("id") == fields.Has("column"))
        {
            fields.Fault(fields.Has("id") ? "Its costs come either from a column or from a device of the platform; keep one." : "Give a column of the table, or the id of a device of the platform.");
        }

        fields.ReportUnknown();
        return new RequestedDevice { Name = name, Column = column, Id = id };
    }
}
