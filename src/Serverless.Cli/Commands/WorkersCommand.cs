using System.CommandLine;
using Serverless.Cli.Output;
using Serverless.Core.Jobs;

namespace Serverless.Cli.Commands;

/// <summary><c>workers</c>: lists the workers, and what each does.</summary>
public static class WorkersCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var format = CommandOptions.Format();
        var all = new Option<bool>("--all") { Description = "Workers too that stopped or died within a week." };
        var command = new Command("workers", "List the workers: what each does, how busy it has been, when it last showed itself.") { format, all };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var workers = await client.Workers.ListAsync(cancellation).ConfigureAwait(false);
            IReadOnlyList<WorkerState> shown = parsed.GetValue(all) ? workers : [.. workers.Where(worker => worker.IsAlive)];
            Answer.WriteList(console, parsed.GetValue(format), shown, () => WorkerTable.Of(shown));
            if (shown.Count == 0)
            {
                await console.Error.WriteLineAsync("No worker is there. Start one: ./serverless worker").ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
