using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>surrogate list</c>: lists the surrogates.</summary>
public static class SurrogateListCommand
{
    public static Command Create(CliConsole console, Connection connection) => ListCommand.Create(
        console,
        connection,
        "List surrogates with their training data and ranking accuracy.",
        (client, cancellation) => client.Surrogates.StreamAsync(cancellation),
        SurrogateTable.List);
}
