using Serverless.Cli.Output;
using Serverless.Core.Searches;

namespace Serverless.Cli.Watching;

/// <summary>Writes one line for each change, for logs and for terminals that cannot redraw.</summary>
public sealed class PlainDisplay(TextWriter output) : IProgressDisplay, IProgressSink
{
    SearchDocument? _shown;
    List<SearchWait> _waits = [];

    public Task<WatchedSearch> DuringAsync(Func<IProgressSink, Task<WatchedSearch>> watch) => watch(this);

    public void Show(WatchedSearch progress)
    {
        if (_shown is null || Differs(_shown, progress.Search))
        {
            output.WriteLine(ProgressText.Line(progress));
            _shown = progress.Search;
        }

        // Each wait is reported once: its growing duration is not news.
        var waits = (progress.Search.Waits ?? []).ToList();
        foreach (var wait in waits.Where(wait => !_waits.Exists(known => (known.Kind, known.Queue) == (wait.Kind, wait.Queue))))
        {
            output.WriteLine($"Waits for {WaitText.Line(wait)}");
        }

        _waits = waits;
    }

    public void Note(string text) => output.WriteLine(text);

    // Time always passes, so it does not count as a change.
    static bool Differs(SearchDocument before, SearchDocument now) =>
        before.State != now.State || before.Generation != now.Generation || before.FrontSize != now.FrontSize
        || before.Hypervolume != now.Hypervolume || before.Budget != now.Budget || before.Progress != now.Progress || before.Surrogate != now.Surrogate;
}

/// <summary>Shows progress while something is watched.</summary>
public interface IProgressDisplay
{
    /// <summary>Runs <paramref name="watch"/>, which passes what to show to the sink: progress, and notes in words.</summary>
    Task<WatchedSearch> DuringAsync(Func<IProgressSink, Task<WatchedSearch>> watch);
}
