using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>schedule list</c>.</summary>
public static class ScheduleListCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var limit = CommandOptions.Limit();
        var all = CommandOptions.All();
        var format = CommandOptions.Format();
        var command = new Command("list", "List schedules, with when each is due next.") { limit, all, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            await ListAnswer.WriteAsync(
                console,
                parsed.GetValue(format),
                parsed.GetValue(all) ? null : parsed.GetValue(limit),
                most => client.ListSchedulesAsync(most, cancellation),
                ScheduleTable.List).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
