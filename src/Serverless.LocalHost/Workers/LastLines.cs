namespace Serverless.LocalHost.Workers;

/// <summary>Keeps the last lines that a process printed, which often say why it ended.</summary>
sealed class LastLines(int count)
{
    readonly Queue<string> _lines = new();

    /// <summary>Adds a line, and drops the oldest when there are too many.</summary>
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

    /// <summary>Returns all lines, joined into one.</summary>
    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join(" | ", _lines);
        }
    }
}
