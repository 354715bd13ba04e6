using Serverless.Cli.Api;
using Serverless.Cli.Output;

namespace Serverless.Cli.Watching;

/// <summary>Asks for a search's state until it has ended, also while the platform is away for a time.</summary>
/// <param name="client">The platform.</param>
/// <param name="clock">The time.</param>
/// <param name="interval">Pause between two questions.</param>
/// <param name="patience">How long the platform may be away; it may be starting again, and the search goes on when it has.</param>
public sealed class SearchWatcher(PlatformClient client, TimeProvider clock, TimeSpan interval, TimeSpan patience)
{
    /// <returns>The search when it had ended.</returns>
    /// <exception cref="NoAnswerException">The platform was away for longer than <c>patience</c>.</exception>
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
                    sink.Note($"{client.Address} answers again.");
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
            // A platform that never answered is more likely a wrong address than one that is away.
            catch (NoAnswerException silence) when (answered)
            {
                if (silentSince is null)
                {
                    sink.Note($"{PlainText.Of(silence.Message)} Asking again; the search does not depend on it.");
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

/// <summary>Takes what there is to show.</summary>
public interface IProgressSink
{
    void Show(WatchedSearch progress);

    /// <summary>Something that people should know, once: the platform does not answer, answers again.</summary>
    void Note(string text);
}
