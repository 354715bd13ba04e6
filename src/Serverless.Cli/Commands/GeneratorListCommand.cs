using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>generator list</c>: lists the generators.</summary>
public static class GeneratorListCommand
{
    public static Command Create(CliConsole console, Connection connection) => ListCommand.Create(
        console,
        connection,
        "List generators with their training data.",
        (client, cancellation) => client.Generators.StreamAsync(cancellation),
        GeneratorTable.List);
}
