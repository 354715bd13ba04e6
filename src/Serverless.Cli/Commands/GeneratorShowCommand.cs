using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>generator show ID</c>: shows a generator.</summary>
public static class GeneratorShowCommand
{
    public static Command Create(CliConsole console, Connection connection) => ShowCommand.Create(
        console,
        connection,
        CommandOptions.Id("ID", "The generator's id, for example from `generator list`."),
        "Show a generator: the progress of its fit, its devices and its accuracy.",
        (client, id, cancellation) => client.Generators.GetAsync(id, cancellation),
        GeneratorTable.Facts);
}
