using System.Collections.Concurrent;

namespace Serverless.LocalHost.Protocol;

/// <summary>Writes what a worker logs: the app's lines under their own categories, the worker's own under Worker.</summary>
sealed class WorkerLogs(ILoggerFactory loggers)
{
    readonly ConcurrentDictionary<string, ILogger> _loggers = new();

    /// <summary>Writes one line.</summary>
    public void Write(RpcLog line)
    {
        var category = line.LogCategory == RpcLog.Types.RpcLogCategory.User ? line.Category : $"Worker.{line.Category}";
        var level = Level(line.Level);
        var logger = _loggers.GetOrAdd(category, loggers.CreateLogger);
        if (logger.IsEnabled(level))
        {
            logger.Log(level, default, line, exception: null, static (line, _) => Text(line));
        }
    }

    static string Text(RpcLog line) =>
        line.Exception is { Message.Length: > 0 } failure && !line.Message.Contains(failure.Message, StringComparison.Ordinal)
            ? $"{line.Message} {failure.Message}"
            : line.Message;

    static LogLevel Level(RpcLog.Types.Level level) =>
        (int)level is >= (int)LogLevel.Trace and <= (int)LogLevel.None ? (LogLevel)(int)level : LogLevel.Information;
}
