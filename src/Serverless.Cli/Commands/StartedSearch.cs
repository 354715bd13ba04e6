using Serverless.Cli.Output;
using Serverless.Core.Searches;

namespace Serverless.Cli.Commands;

/// <summary>Writes the answer of commands that start a search.</summary>
static class StartedSearch
{
    /// <summary>Writes warnings about the request, and the id for users, or the search as it was accepted.</summary>
    public static async Task WriteAsync(CliConsole console, OutputFormat format, SearchDocument search, CancellationToken cancellation)
    {
        WarningText.Write(console, search.Warnings ?? []);
        if (format == OutputFormat.Table)
        {
            await console.Out.WriteLineAsync(PlainText.Of(search.Id)).ConfigureAwait(false);
            await console.Out.FlushAsync(cancellation).ConfigureAwait(false);
        }
        else
        {
            Answer.Write(console, format, search, () => SearchTable.List([search]));
        }
    }
}
