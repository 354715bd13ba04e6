using System.CommandLine;
using Serverless.Cli.Api;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary>The verb <c>list</c> of a noun: writes as many as were asked for, and says when there are more.</summary>
/// <remarks>JSON and ids are written page by page; columns are aligned once all is there.</remarks>
public static class ListCommand
{
    /// <param name="console">Where to.</param>
    /// <param name="connection">Which platform.</param>
    /// <param name="description">For the help.</param>
    /// <param name="ask">Gets all there are, page by page.</param>
    /// <param name="table">Shows them to people.</param>
    public static Command Create<T>(
        CliConsole console,
        Connection connection,
        string description,
        Func<PlatformClient, CancellationToken, IAsyncEnumerable<T>> ask,
        Func<IReadOnlyList<T>, Table> table) =>
        Create(console, connection, description, (client, _, cancellation) => ask(client, cancellation), table, []);

    /// <summary>The same, with options that say which ones to list.</summary>
    public static Command Create<T>(
        CliConsole console,
        Connection connection,
        string description,
        Func<PlatformClient, ParseResult, CancellationToken, IAsyncEnumerable<T>> ask,
        Func<IReadOnlyList<T>, Table> table,
        IReadOnlyList<Option> filters)
    {
        var limit = new Option<int>("--limit") { Description = "At most so many.", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(result => CommandOptions.Check<int>(result, value => value >= 1, "--limit is at least 1."));
        var all = new Option<bool>("--all") { Description = "All of them, whatever --limit says." };
        var format = CommandOptions.Format();
        var command = new Command("list", description) { limit, all, format };
        foreach (var filter in filters)
        {
            command.Add(filter);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            var wanted = parsed.GetValue(all) ? int.MaxValue : parsed.GetValue(limit);
            using var client = connection.Open(parsed);
            var list = new AnswerList<T>(console, parsed.GetValue(format), table);
            await foreach (var item in ask(client, parsed, cancellation).ConfigureAwait(false))
            {
                if (list.Count == wanted)
                {
                    await console.Error.WriteLineAsync($"These are {wanted}; there are more. All: --all").ConfigureAwait(false);
                    break;
                }

                list.Add(item);
            }

            list.End();

            return ExitCodes.Done;
        });
        return command;
    }
}
