using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>generator show ID</c>.</summary>
public static class GeneratorShowCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.Id("ID", "The generator's id, for example from `generator list`.");
        var format = CommandOptions.Format();
        var command = new Command("show", "Show a generator: how far its fit is, the devices that it knows, and how well.") { id, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var generator = await client.Generators.GetAsync(parsed.GetRequiredValue(id), cancellation).ConfigureAwait(false);
            Answer.Write(console, parsed.GetValue(format), generator, () => GeneratorTable.Facts(generator));
            return ExitCodes.Done;
        });
        return command;
    }
}
