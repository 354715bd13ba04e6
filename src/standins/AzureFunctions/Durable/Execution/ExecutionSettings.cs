using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Durable.Execution;

/// <summary>What executions take from the host.</summary>
/// <param name="Converter">Reads and writes inputs, outputs, events and statuses.</param>
/// <param name="LoggerFactory">Makes the orchestrators' loggers.</param>
/// <param name="MaxActions">Most actions in one turn.</param>
sealed record ExecutionSettings(DataConverter Converter, ILoggerFactory LoggerFactory, int MaxActions = 100_000)
{
    /// <summary>The version of sub-orchestrations that are called without one.</summary>
    internal string DefaultVersion { get; init; } = "";

    /// <summary>Longer waits are made of several timers, as on Azure, where a storage queue cannot hold a message for longer.</summary>
    internal TimeSpan MaximumTimerInterval { get; init; } = TimeSpan.FromDays(3);
}
