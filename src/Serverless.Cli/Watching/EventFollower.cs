using Serverless.Cli.Api;
using Serverless.Cli.Commands;
using Serverless.Cli.Output;
using Serverless.Core.Searches;

namespace Serverless.Cli.Watching;

/// <summary>Writes events as they occur, even when the platform is unavailable for a time.</summary>
/// <param name="console">The console.</param>
/// <param name="client">The platform.</param>
/// <param name="interval">The pause between two requests.</param>
/// <param name="patience">How long the platform can be unavailable.</param>
sealed class EventFollower(CliConsole console, PlatformClient client, TimeSpan interval, TimeSpan patience)
{
    string? _cursor;
    DateTimeOffset? _silentSince;
    string _waits = "";
    SearchStatus? _end;

    /// <returns>One of the <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(string id, string? after, bool follows, CancellationToken cancellation)
    {
        _cursor = after;
        try
        {
            while (true)
            {
                var page = await FindAsync(id, follows, cancellation).ConfigureAwait(false);
                Write(page);
                if (page is { NextLink: null } && (!follows || page.IsEnded))
                {
                    return follows
                        ? WatchSession.ExitCodeOf(_end ?? (await client.Searches.GetAsync(id, cancellation).ConfigureAwait(false)).State)
                        : ExitCodes.Done;
                }

                await (page is { NextLink: not null } ? Task.CompletedTask : Task.Delay(interval, console.Clock, cancellation)).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested && follows)
        {
            await console.Error.WriteLineAsync(
                $"No longer following; the search continues. Follow it again: serverless events {PlainText.Of(id)} --follow{(_cursor is null ? "" : $" --after {_cursor}")}").ConfigureAwait(false);
            return ExitCodes.Interrupted;
        }
    }

    /// <returns>The page; null while the platform is unavailable.</returns>
    async Task<SearchEventPage?> FindAsync(string id, bool follows, CancellationToken cancellation)
    {
        try
        {
            var page = await client.Searches.GetEventsAsync(id, _cursor, cancellation).ConfigureAwait(false);
            if (_silentSince is not null)
            {
                await console.Error.WriteLineAsync($"{client.Address} responds again.").ConfigureAwait(false);
                _silentSince = null;
            }

            return page;
        }
        catch (NoAnswerException silence) when (follows && _cursor is not null)
        {
            if (_silentSince is null)
            {
                await console.Error.WriteLineAsync($"{PlainText.Of(silence.Message)} Retrying; the search is not affected.").ConfigureAwait(false);
                _silentSince = console.Clock.GetUtcNow();
            }
            else if (console.Clock.GetUtcNow() - _silentSince > patience)
            {
                throw;
            }

            return null;
        }
    }

    void Write(SearchEventPage? page)
    {
        if (page is null)
        {
            return;
        }

        foreach (var found in page.Value)
        {
            console.Out.WriteLine(Answer.Line(found));
            _end = found.Type == SearchEventKind.Ended ? found.State : _end;
        }

        _cursor = page.Cursor;
        var waits = string.Join('\n', (page.Waits ?? []).Select(wait => wait.What));
        foreach (var wait in waits == _waits ? [] : page.Waits ?? [])
        {
            console.Out.WriteLine(Answer.Line(new SearchEvent { Cursor = page.Cursor, Type = SearchEventKind.Waiting, At = wait.Since, Reason = $"{wait.What}. {wait.Remedy}" }));
        }

        _waits = waits;
        console.Out.Flush();
    }
}
