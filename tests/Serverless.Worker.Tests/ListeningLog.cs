using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Serverless.Worker.Tests;

/// <summary>A log that keeps its lines, and notifies a test of each.</summary>
sealed class ListeningLog<T> : ILogger<T>
{
    readonly ConcurrentQueue<string> _lines = [];

    /// <value>Told each line.</value>
    public Action<string>? Heard { get; set; }

    public string Text => string.Join('\n', _lines);

    public int Count(string text) => _lines.Count(line => line.Contains(text, StringComparison.Ordinal));

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception);
        _lines.Enqueue(line);
        Heard?.Invoke(line);
    }
}
