using System.Collections.Concurrent;
using Serverless.Cli.Watching;

namespace Serverless.Cli.Tests.Watching;

/// <summary>Records the progress that it is given.</summary>
sealed class RecordedProgress : IProgressSink
{
    readonly ConcurrentQueue<WatchedSearch> _shown = new();
    readonly ConcurrentQueue<string> _notes = new();

    public IReadOnlyList<WatchedSearch> Shown => [.. _shown];

    public IReadOnlyList<string> Notes => [.. _notes];

    public void Show(WatchedSearch progress) => _shown.Enqueue(progress);

    public void Note(string text) => _notes.Enqueue(text);
}
