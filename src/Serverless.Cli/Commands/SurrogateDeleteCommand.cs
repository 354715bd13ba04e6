using System.CommandLine;

namespace Serverless.Cli.Commands;

/// <summary><c>surrogate delete ID</c>: deletes a surrogate; refused while a search that has not ended, or a schedule, needs it.</summary>
public static class SurrogateDeleteCommand
{
    public static Command Create(CliConsole console, Connection connection) => DeleteCommand.Create(
        console,
        connection,
        new Argument<string>("ID") { Description = "The surrogate's id, for example from `surrogate list`." },
        "Delete a surrogate, or cancel its fit. Searches that used it keep the chosen candidates.",
        (client, id, cancellation) => client.Surrogates.DeleteAsync(id, cancellation));
}
