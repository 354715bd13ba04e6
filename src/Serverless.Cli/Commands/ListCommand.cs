using System.CommandLine;
using Serverless.Cli.Api;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary>The verb <c>list</c> of a noun: writes as many as were asked for, and says when there are more.</summary>
public static class ListCommand
{
    /// <param name="console">Where to.</param>
    /// <param name="connection">Which platform.</param>
    /// <param name="description">For the help.</param>
    /// <param name="ask">Gets at most so many.</param>
    /// <param name="table">Shows them to people.</param>
    public static Command Create<T>(
        CliConsole console,
        Connection connection,
        string description,
        Func<PlatformClient, int, CancellationToken, Task<IReadOnlyList<T>>> ask,
        Func<IReadOnlyList<T>, Table> table) =>
        Create(console, connection, description, (client, _, most, cancellation) => ask(client, most, cancellation), table, []);

    /// <summary>The same, with options that say which ones to list.</summary>
    public static Command Create<T>(
        CliConsole console,
        Connection connection,
        string description,
        Func<PlatformClient, ParseResult, int, CancellationToken, Task<IReadOnlyList<T>>> ask,
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
            // One more than is shown tells whether there are more.
            var found = await ask(client, parsed, wanted == int.MaxValue ? wanted : wanted + 1, cancellation).ConfigureAwait(false);
            var shown = found.Take(wanted).ToArray();
            Answer.WriteList(console, parsed.GetValue(format), shown, () => table(shown));
            if (found.Count > shown.Length)
            {
                await console.Error.WriteLineAsync($"These are {shown.Length}; there are more. All: --all").ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
