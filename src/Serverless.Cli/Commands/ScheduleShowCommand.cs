using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>schedule show ID</c>: shows a schedule.</summary>
public static class ScheduleShowCommand
{
    public static Command Create(CliConsole console, Connection connection) => ShowCommand.Create(
        console,
        connection,
        CommandOptions.ScheduleId(),
        "Show a schedule and the outcomes of its latest due times.",
        (client, id, cancellation) => client.Schedules.GetAsync(id, cancellation),
        ScheduleTable.Facts);
}
