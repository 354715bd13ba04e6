using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>schedule list</c>: lists the schedules.</summary>
public static class ScheduleListCommand
{
    public static Command Create(CliConsole console, Connection connection) => ListCommand.Create(
        console,
        connection,
        "List schedules with their next due times.",
        (client, cancellation) => client.Schedules.StreamAsync(cancellation),
        ScheduleTable.List);
}
