using System.CommandLine;
using Serverless.Cli.Api;
using Serverless.Cli.Output;
using Serverless.Core.Fronts;

namespace Serverless.Cli.Commands;

/// <summary><c>front show ID</c>: shows the front of a search.</summary>
public static class FrontShowCommand
{
    public static Command Create(CliConsole console, Connection connection)
    {
        var id = CommandOptions.SearchId();
        var format = CommandOptions.Format();
        var choice = new FrontChoice();
        var command = new Command("show", "Show the front of a search or selected members, ordered by the first objective.") { id, format };
        foreach (var option in choice.Options)
        {
            command.Add(option);
        }

        command.SetAction(async (parsed, cancellation) =>
        {
            using var client = connection.Open(parsed);
            await ShowAsync(console, client, parsed.GetRequiredValue(id), parsed.GetValue(format), cancellation, choice.IsIn(parsed) ? front => choice.Apply(parsed, front) : null).ConfigureAwait(false);
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Writes the front of a search, and notes about a table to stderr.</summary>
    public static async Task ShowAsync(
        CliConsole console, PlatformClient client, string search, OutputFormat format, CancellationToken cancellation, Func<FrontDocument, FrontDocument>? choose = null)
    {
        if (format == OutputFormat.Csv && choose is null)
        {
            // As `front export` writes it, so that both commands have one CSV format.
            await console.Out.WriteAsync(await client.Searches.GetFrontCsvAsync(search, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        var front = await client.Searches.GetFrontAsync(search, cancellation).ConfigureAwait(false);
        var whole = front;
        front = choose?.Invoke(front) ?? front;
        if (format == OutputFormat.Csv)
        {
            var csv = await client.Searches.GetFrontCsvAsync(search, cancellation).ConfigureAwait(false);
            await console.Out.WriteAsync(FrontLines.Of(csv, front)).ConfigureAwait(false);
            return;
        }

        Answer.Write(console, format, front, () => FrontTable.Of(front));
        if (format == OutputFormat.Table)
        {
            await WriteOriginalsAsync(console, client, front, cancellation).ConfigureAwait(false);
            await WriteNotesAsync(console, whole).ConfigureAwait(false);
            if (front.Members.Count < whole.Members.Count)
            {
                await console.Error.WriteLineAsync($"{front.Members.Count} of the front's {whole.Members.Count} members.").ConfigureAwait(false);
            }

            string?[] lines = [OutcomeText.Counts(front.Outcomes), .. OutcomeText.Failures(front.Outcomes), OutcomeText.WhyEmpty(whole.Members.Count, front.Outcomes)];
            foreach (var line in lines.Where(line => !string.IsNullOrEmpty(line)))
            {
                await console.Error.WriteLineAsync(line).ConfigureAwait(false);
            }
        }
    }

    static async Task WriteOriginalsAsync(CliConsole console, PlatformClient client, FrontDocument front, CancellationToken cancellation)
    {
        if (front.RetrainOf is not { } origin)
        {
            return;
        }

        var originals = await client.Searches.GetFrontAsync(origin, cancellation).ConfigureAwait(false);
        var evaluations = await client.Searches.ListEvaluationsAsync(front.SearchId, cancellation).ConfigureAwait(false);
        await console.Out.WriteLineAsync($"\nTrained again; original results in search {PlainText.Of(origin)}:").ConfigureAwait(false);
        RetrainTable.Of(front, evaluations, originals).Write(console.Out, console.OutWidth);
    }

    static async Task WriteNotesAsync(CliConsole console, FrontDocument front)
    {
        await console.Out.FlushAsync().ConfigureAwait(false);
        if (FrontNotes.Reading(front) is { } reading)
        {
            await console.Error.WriteLineAsync(reading).ConfigureAwait(false);
        }

        if (FrontNotes.Reference(front.ReferencePoint, front.ReferencePointOrigin) is { } reference)
        {
            await console.Error.WriteLineAsync($"Hypervolume {SearchTable.Hypervolume(front.Hypervolume)}, reference point {reference}.").ConfigureAwait(false);
        }
    }
}
