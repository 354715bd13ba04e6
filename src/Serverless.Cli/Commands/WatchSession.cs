using Serverless.Cli.Api;
using Serverless.Cli.Output;
using Serverless.Cli.Watching;
using Serverless.Core.Searches;
using Spectre.Console;

namespace Serverless.Cli.Commands;

/// <summary>Watches one search from the command line: determines the display, the end, and the exit code.</summary>
public static class WatchSession
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <param name="console">The console that shows progress.</param>
    /// <param name="client">The platform.</param>
    /// <param name="id">The search.</param>
    /// <param name="interval">The time between two requests, in seconds.</param>
    /// <param name="limit">The time after which to stop watching, in seconds, or null.</param>
    /// <param name="cancellation">The token that Ctrl-C cancels: ends watching, not the search.</param>
    /// <param name="isTransient">Whether the platform ends with this command, so that there is nothing to return to.</param>
    /// <returns>One of the <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(
        CliConsole console, PlatformClient client, string id, double interval, double? limit, CancellationToken cancellation, bool isTransient = false)
    {
        using var deadline = new CancellationTokenSource(limit is { } seconds ? TimeSpan.FromSeconds(seconds) : Timeout.InfiniteTimeSpan, console.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var watcher = new SearchWatcher(client, console.Clock, TimeSpan.FromSeconds(interval), Patience);
        try
        {
            var end = await Display(console).DuringAsync(sink => watcher.WatchAsync(id, sink, either.Token)).ConfigureAwait(false);
            return Report(console, end.Search);
        }
        catch (OperationCanceledException) when (either.IsCancellationRequested)
        {
            if (!isTransient)
            {
                await console.Error.WriteLineAsync($"No longer watching; the search continues. Watch it again: serverless search watch {id}").ConfigureAwait(false);
                await console.Error.WriteLineAsync($"Cancel it: serverless search cancel {id}").ConfigureAwait(false);
            }

            return cancellation.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.WaitTimedOut;
        }
    }

    /// <summary>Returns the exit code for the state of a search.</summary>
    public static int ExitCodeOf(SearchStatus state) => state switch
    {
        SearchStatus.Completed => ExitCodes.Done,
        SearchStatus.Failed => ExitCodes.SearchFailed,
        SearchStatus.Cancelled => ExitCodes.Interrupted,
        _ => ExitCodes.StillRunning,
    };

    static int Report(CliConsole console, SearchDocument search)
    {
        var reason = StopReasonText.Of(search.StopReason);
        console.Error.WriteLine($"Search {PlainText.Of(search.Id)}: {search.State}{(reason.Length > 0 ? $", {reason}" : "")}.");
        string?[] lines =
        [
            search.Error, search.Note, OutcomeText.Counts(search.Outcomes), .. OutcomeText.Failures(search.Outcomes),
            search.State == SearchStatus.Completed ? OutcomeText.WhyEmpty(search.FrontSize, search.Outcomes) : null,
        ];
        foreach (var line in lines.Where(line => !string.IsNullOrEmpty(line)))
        {
            console.Error.WriteLine($"  {PlainText.Of(line)}");
        }

        return ExitCodeOf(search.State);
    }

    static IProgressDisplay Display(CliConsole console) =>
        console.CanRedraw
            ? new TerminalDisplay(AnsiConsole.Create(new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(console.Error),
                // The library does not detect that this writer leads to a terminal.
                Ansi = AnsiSupport.Yes,
                Interactive = InteractionSupport.Yes,
                ColorSystem = console.Variable("NO_COLOR") is { Length: > 0 } ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            }))
            : new PlainDisplay(console.Error);
}
