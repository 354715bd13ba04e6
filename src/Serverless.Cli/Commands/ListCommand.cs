using System.CommandLine;
using Serverless.Cli.Api;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary>Creates the verb <c>list</c> of a noun, which writes the requested number of items and says when there are more.</summary>
/// <remarks>JSON and ids are written page by page; columns are aligned once all items are read.</remarks>
public static class ListCommand
{
    /// <param name="console">The console.</param>
    /// <param name="connection">The platform.</param>
    /// <param name="description">The description in the help.</param>
    /// <param name="ask">Gets all items, page by page.</param>
    /// <param name="table">Formats the items for users.</param>
    public static Command Create<T>(
        CliConsole console,
        Connection connection,
        string description,
        Func<PlatformClient, CancellationToken, IAsyncEnumerable<T>> ask,
        Func<IReadOnlyList<T>, Table> table) =>
        Create(console, connection, description, (client, _, cancellation) => ask(client, cancellation), table, []);

    /// <summary>Creates the verb with options that filter the list.</summary>
    public static Command Create<T>(
        CliConsole console,
        Connection connection,
        string description,
        Func<PlatformClient, ParseResult, CancellationToken, IAsyncEnumerable<T>> ask,
        Func<IReadOnlyList<T>, Table> table,
        IReadOnlyList<Option> filters)
    {
        var limit = new Option<int>("--limit") { Description = "The maximum number of entries.", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(result => CommandOptions.Check<int>(result, value => value >= 1, "--limit must be at least 1."));
        var all = new Option<bool>("--all") { Description = "List all entries, ignoring --limit." };
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
                    await console.Error.WriteLineAsync($"The list has {wanted} entries; there are more. List all with --all").ConfigureAwait(false);
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
