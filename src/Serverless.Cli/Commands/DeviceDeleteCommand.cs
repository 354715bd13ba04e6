using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>device delete ID</c>; refused while a search that has not ended, or a schedule, needs it.</summary>
public static class DeviceDeleteCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = new Argument<string>("ID") { Description = "The device's id, for example from `device list`." };
        var command = new Command("delete", "Delete a device. What was measured on it stays; a device of that id can be registered again, of the same kind only.") { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var name = parsed.GetRequiredValue(id);
            await client.Devices.DeleteAsync(name, cancellation).ConfigureAwait(false);
            await console.Error.WriteLineAsync($"{PlainText.Of(name)} is deleted.").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
