using Serverless.Domain.Devices;

namespace Serverless.Cli.Output;

/// <summary>Devices for people.</summary>
public static class DeviceTable
{
    public static Table Of(IReadOnlyList<DeviceDefinition> devices) => new(
        [new Column("device", Fit: ColumnFit.Whole), new Column("kind"), new Column("tables", Fit: ColumnFit.Optional), new Column("description")],
        [.. devices.Select(device => (IReadOnlyList<string>)[
            PlainText.Of(device.Id),
            device.Kind.ToString(),
            string.Join(' ', device.Tables.Keys.Order(StringComparer.Ordinal).Select(PlainText.Of)),
            PlainText.Of(device.Description),
        ])]);
}
