using System.Collections.Concurrent;

namespace Serverless.LocalHost.Protocol;

/// <summary>Writes the logs of a worker: lines of the app under their own categories, those of the worker itself under Worker.</summary>
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
