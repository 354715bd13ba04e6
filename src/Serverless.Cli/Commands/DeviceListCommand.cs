using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>device list</c>: lists the devices.</summary>
public static class DeviceListCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var format = CommandOptions.Format();
        var command = new Command("list", "List the devices that objectives can name.") { format };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var devices = await client.Devices.ListAsync(cancellation).ConfigureAwait(false);
            Answer.WriteList(console, parsed.GetValue(format), devices, () => DeviceTable.Of(devices));
            return ExitCodes.Done;
        });
        return command;
    }
}
