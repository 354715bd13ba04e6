using System.CommandLine;

namespace Serverless.Cli.Commands;

/// <summary><c>schedule delete ID</c>, earlier <c>remove</c>: nothing is started any more; what was started stays.</summary>
public static class ScheduleDeleteCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.ScheduleId();
        var command = new Command("delete", "Delete a schedule. The searches that it started stay.") { id };
        command.Aliases.Add("remove");
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var schedule = parsed.GetRequiredValue(id);
            await client.Schedules.DeleteAsync(schedule, cancellation).ConfigureAwait(false);
            await console.Error.WriteLineAsync(
                $"{schedule} is deleted. A search of it that waits for its hours goes on with: serverless search resume ID").ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }
}
