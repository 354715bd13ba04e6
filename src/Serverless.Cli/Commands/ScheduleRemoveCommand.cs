using System.CommandLine;

namespace Serverless.Cli.Commands;

/// <summary><c>schedule remove ID</c>: nothing is started any more; what was started stays.</summary>
public static class ScheduleRemoveCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.ScheduleId();
        var command = new Command("remove", "Remove a schedule. The searches that it started stay.") { id };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var schedule = parsed.GetRequiredValue(id);
            await client.Schedules.RemoveAsync(schedule, cancellation).ConfigureAwait(false);
            await console.Error.WriteLineAsync(
                $"{schedule} is removed. A search of it that waits for its hours goes on with: serverless search resume ID").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
