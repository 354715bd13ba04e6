using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>search list</c>.</summary>
public static class SearchListCommand
{
    public static Command Create(CliConsole console, Connection connection) => ListCommand.Create(
        console,
        connection,
        "List searches.",
        (client, most, cancellation) => client.Searches.ListAsync(most, cancellation),
        SearchTable.List);
}
