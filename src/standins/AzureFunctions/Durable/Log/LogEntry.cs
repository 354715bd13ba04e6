using Serverless.StandIns.AzureFunctions.Durable.State;

namespace Serverless.StandIns.AzureFunctions.Durable.Log;

/// <summary>Records to commit together.</summary>
/// <param name="records">The records; the end of a segment stands alone.</param>
/// <param name="durable">Called once, in the order of the log, when they are durable.</param>
sealed class LogEntry(IReadOnlyList<LogRecord> records, Action<LogPosition>? durable)
{
    readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal IReadOnlyList<LogRecord> Records => records;

    /// <summary>Ends when the records are durable.</summary>
    internal Task Durable => _done.Task;

    internal void Complete(LogPosition position)
    {
        durable?.Invoke(position);
        _done.SetResult();
    }

    internal void Fail(Exception exception) => _done.TrySetException(exception);
}
