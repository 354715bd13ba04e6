using System.CommandLine;
using Serverless.Cli.Output;

namespace Serverless.Cli.Commands;

/// <summary><c>search list</c>.</summary>
public static class SearchListCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var limit = new Option<int>("--limit") { Description = "At most so many.", DefaultValueFactory = _ => 20 };
        limit.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError("--limit is at least 1.");
            }
        });
        var all = new Option<bool>("--all") { Description = "All of them, whatever --limit says." };
        var format = CommandOptions.Format();
        var command = new Command("list", "List searches.") { limit, all, format };
        command.SetAction(async (parsed, cancellation) =>
        {
            var wanted = parsed.GetValue(all) ? int.MaxValue : parsed.GetValue(limit);
            using var client = connection.Open(parsed);
            // One more than is shown tells whether there are more.
            var found = await client.ListSearchesAsync(wanted == int.MaxValue ? wanted : wanted + 1, cancellation).ConfigureAwait(false);
            var shown = found.Take(wanted).ToArray();
            Answer.WriteList(console, parsed.GetValue(format), shown, () => SearchTable.List(shown));
            if (found.Count > shown.Length)
            {
                await console.Error.WriteLineAsync($"These are {shown.Length}; there are more. All: --all").ConfigureAwait(false);
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
