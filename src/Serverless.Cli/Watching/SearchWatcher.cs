using Serverless.Cli.Api;
using Serverless.Cli.Output;

namespace Serverless.Cli.Watching;

/// <summary>Polls the state of a search until it has ended, even when the platform is unavailable for a time.</summary>
/// <param name="client">The platform.</param>
/// <param name="clock">The clock.</param>
/// <param name="interval">The pause between two requests.</param>
/// <param name="patience">How long the platform can be unavailable; it may be restarting, after which the search continues.</param>
public sealed class SearchWatcher(PlatformClient client, TimeProvider clock, TimeSpan interval, TimeSpan patience)
{
    /// <returns>The search after it has ended.</returns>
    /// <exception cref="NoAnswerException">The platform was unavailable for longer than <c>patience</c>.</exception>
    public async Task<WatchedSearch> WatchAsync(string id, IProgressSink sink, CancellationToken cancellation)
    {
        double? hypervolume = null, change = null;
        DateTimeOffset? silentSince = null;
        var answered = false;
        while (true)
        {
            try
            {
                var search = await client.Searches.GetAsync(id, cancellation).ConfigureAwait(false);
                answered = true;
                if (silentSince is not null)
                {
                    sink.Note($"{client.Address} responds again.");
                    silentSince = null;
                }

                change = search.Hypervolume is { } now && hypervolume is { } before && now != before ? now - before : change;
                hypervolume = search.Hypervolume ?? hypervolume;
                var progress = new WatchedSearch(search, clock.GetUtcNow(), change);
                sink.Show(progress);
                if (progress.HasEnded)
                {
                    return progress;
                }
            }
            // A platform that never responded is more likely a wrong address than one that is temporarily unavailable.
            catch (NoAnswerException silence) when (answered)
            {
                if (silentSince is null)
                {
                    sink.Note($"{PlainText.Of(silence.Message)} Retrying; the search is not affected.");
                    silentSince = clock.GetUtcNow();
                }
                else if (clock.GetUtcNow() - silentSince > patience)
                {
                    throw;
                }
            }

            await Task.Delay(interval, clock, cancellation).ConfigureAwait(false);
        }
    }
}

/// <summary>Receives what there is to show.</summary>
public interface IProgressSink
{
    void Show(WatchedSearch progress);

    /// <summary>Shows a note once, for example that the platform does not respond, or responds again.</summary>
    void Note(string text);
}
