using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>schedule show ID</c>.</summary>
public static class ScheduleShowCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.ScheduleId();
        var format = CommandOptions.Format();
        var command = new Command("show", "Show a schedule, and what became of its latest due times.") { id, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var schedule = await client.Schedules.GetAsync(parsed.GetRequiredValue(id), cancellation).ConfigureAwait(false);
            Answer.Write(console, parsed.GetValue(format), schedule, () => ScheduleTable.Facts(schedule));
            return ExitCodes.Done;
        });
        return command;
    }
}
