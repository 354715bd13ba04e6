using System.Globalization;
using Serverless.Core.Devices;

namespace Serverless.Cli.Output;

/// <summary>Formats devices for users.</summary>
public static class DeviceTable
{
    public static Table Of(IReadOnlyList<DeviceDefinition> devices) => new(
        [
            new Column("device", Fit: ColumnFit.Whole), new Column("kind"), new Column("tables", Fit: ColumnFit.Optional),
            new Column("queued", true), new Column("waiting since"), new Column("workers", true), new Column("last heartbeat"), new Column("description"),
        ],
        [.. devices.Select(device => (IReadOnlyList<string>)[
            PlainText.Of(device.Id),
            device.Kind.ToString(),
            string.Join(' ', device.Tables.Keys.Order(StringComparer.Ordinal).Select(PlainText.Of)),
            device.Queue?.Length.ToString(CultureInfo.InvariantCulture) ?? "",
            Durations.Text(device.Queue?.WaitingSince),
            device.Queue?.Workers.ToString(CultureInfo.InvariantCulture) ?? "",
            Durations.Text(device.Queue?.LastHeartbeat),
            PlainText.Of(device.Description),
        ])]);
}
