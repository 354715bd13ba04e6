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
        var all = new Option<bool>("--all") { Description = "Include workers that stopped or died within a week." };
        var command = new Command("workers", "List the workers with their jobs, utilisation and last heartbeats.") { format, all };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            var workers = await client.Workers.ListAsync(cancellation).ConfigureAwait(false);
            IReadOnlyList<WorkerState> shown = parsed.GetValue(all) ? workers : [.. workers.Where(worker => worker.IsAlive)];
            Answer.WriteList(console, parsed.GetValue(format), shown, () => WorkerTable.Of(shown));
            if (shown.Count == 0)
            {
                await console.Error.WriteLineAsync("There are no workers. Start one: ./serverless worker").ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
