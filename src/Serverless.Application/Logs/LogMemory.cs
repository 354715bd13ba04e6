using Serverless.Application.Storage;

namespace Serverless.Application.Logs;

/// <summary>
/// Remembers what this process has seen of logs, so that it reads and extends them without reading known parts again; the least recently
/// used ones are forgotten.
/// </summary>
/// <remarks>Logs are append-only, so what was seen stays true; another process starts by reading the whole log once.</remarks>
/// <param name="mostBytes">The most bytes of log content to remember.</param>
sealed class LogMemory<T>(long mostBytes = 128 * 1024 * 1024)
{
    readonly Lock _gate = new();
    readonly Dictionary<BlobPath, LinkedListNode<(BlobPath Path, LogStart<T> Start)>> _known = [];
    readonly LinkedList<(BlobPath Path, LogStart<T> Start)> _byUse = [];
    long _bytes;

    /// <summary>Returns what is known of a log; nothing at first.</summary>
    public LogStart<T> Find(BlobPath path)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(path, out var node))
            {
                return LogStart<T>.Nothing;
            }

            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value.Start;
        }
    }

    /// <summary>Remembers more of a log. A start that is shorter than the known one is ignored, unless the log itself was replaced.</summary>
    public void Keep(BlobPath path, LogStart<T> start, bool isReplaced = false)
    {
        lock (_gate)
        {
            if (_known.TryGetValue(path, out var node))
            {
                var known = node.Value.Start;
                if (!isReplaced && (start.Length, start.Whole).CompareTo((known.Length, known.Whole)) <= 0)
                {
                    return;
                }

                Forget(node);
            }

            _known[path] = _byUse.AddFirst((path, start));
            _bytes += start.Weight;
            while (_bytes > mostBytes && _byUse.Last is { } last && last != _byUse.First)
            {
                Forget(last);
            }
        }
    }

    void Forget(LinkedListNode<(BlobPath Path, LogStart<T> Start)> node)
    {
        _byUse.Remove(node);
        _known.Remove(node.Value.Path);
        _bytes -= node.Value.Start.Weight;
    }
}

/// <summary>The beginning of a log up to a place.</summary>
/// <param name="Length">The number of bytes up to the place.</param>
/// <param name="Whole">The last generation that is known to be complete; −1 when none is.</param>
/// <param name="Latest">The last generation that may have entries; −1 when there is none.</param>
/// <param name="Entries">All entries up to the place; empty when they are not remembered.</param>
sealed record LogStart<T>(long Length, int Whole, int Latest, T[] Entries)
{
    public static LogStart<T> Nothing { get; } = new(0, -1, -1, []);

    const long Least = 512;

    /// <value>The memory that it takes, as bytes of the log: at least that of the entry for it.</value>
    public long Weight => Least + (Entries.Length == 0 ? 0 : Length);
}
