using System.CommandLine;

namespace Serverless.Cli.Commands;

/// <summary><c>schedule delete ID</c>, formerly <c>remove</c>: deletes a schedule; searches that it started stay.</summary>
public static class ScheduleDeleteCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var command = DeleteCommand.Create(
            console,
            connection,
            CommandOptions.ScheduleId(),
            "Delete a schedule. The searches that it started are kept.",
            (client, id, cancellation) => client.Schedules.DeleteAsync(id, cancellation),
            " If one of its searches is paused outside its hours, resume it with: serverless search resume ID");
        command.Aliases.Add("remove");
        return command;
    }
}
