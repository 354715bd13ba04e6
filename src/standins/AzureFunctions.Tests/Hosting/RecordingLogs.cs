using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Tests;

/// <summary>Everything that was logged, at any level.</summary>
sealed class RecordingLogs : ILoggerProvider
{
    readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => new Recording(categoryName, _lines);

    public void Dispose()
    {
    }

    sealed class Recording(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{category} scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            => lines.Enqueue($"{category} {formatter(state, exception)} {exception}");
    }
}
