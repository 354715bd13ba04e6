using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>Makes loggers that drop records while the orchestration replays.</summary>
sealed class ReplaySafeLoggerFactory(TaskOrchestrationContext context) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => context.CreateReplaySafeLogger(categoryName);

    public void AddProvider(ILoggerProvider provider) =>
        throw new NotSupportedException("A replay-safe logger factory takes no further providers.");

    public void Dispose()
    {
        // The loggers beneath belong to the host.
    }
}
