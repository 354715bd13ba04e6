using System.CommandLine;

namespace Serverless.Cli.Commands;

/// <summary><c>device delete ID</c>: deletes a device; refused while a search that has not ended, or a schedule, needs it.</summary>
public static class DeviceDeleteCommand
{
    public static Command Create(CliConsole console, Connection connection) => DeleteCommand.Create(
        console,
        connection,
        new Argument<string>("ID") { Description = "The device's id, for example from `device list`." },
        "Delete a device. Its measurements are kept; the same id can be registered again, with the same kind only.",
        (client, id, cancellation) => client.Devices.DeleteAsync(id, cancellation));
}
