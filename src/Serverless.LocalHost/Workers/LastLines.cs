namespace Serverless.LocalHost.Workers;

/// <summary>The last lines that a process printed: what it said before it ended.</summary>
sealed class LastLines(int count)
{
    readonly Queue<string> _lines = new();

    /// <summary>Keeps a line, and forgets the oldest of too many.</summary>
    public void Add(string line)
    {
        lock (_lines)
        {
            _lines.Enqueue(line.Trim());
            if (_lines.Count > count)
            {
                _lines.Dequeue();
            }
        }
    }

    /// <summary>All on one line.</summary>
    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join(" | ", _lines);
        }
    }
}
