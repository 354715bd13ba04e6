using System.CommandLine;

namespace Serverless.Cli.Commands;

/// <summary><c>generator delete ID</c>: deletes a generator.</summary>
public static class GeneratorDeleteCommand
{
    public static Command Create(CliConsole console, Connection connection) => DeleteCommand.Create(
        console,
        connection,
        new Argument<string>("ID") { Description = "The generator's id, for example from `generator list`." },
        "Delete a generator, or cancel its fit. Searches that used its architectures keep them.",
        (client, id, cancellation) => client.Generators.DeleteAsync(id, cancellation));
}
