using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>surrogate show ID</c>: shows a surrogate.</summary>
public static class SurrogateShowCommand
{
    public static Command Create(CliConsole console, Connection connection) => ShowCommand.Create(
        console,
        connection,
        CommandOptions.Id("ID", "The surrogate's id, for example from `surrogate list`."),
        "Show a surrogate: its objectives, training data and accuracy.",
        (client, id, cancellation) => client.Surrogates.GetAsync(id, cancellation),
        SurrogateTable.Facts);
}
