using Microsoft.DurableTask;
using Microsoft.DurableTask.Converters;
using Microsoft.Extensions.Logging.Abstractions;
using Serverless.StandIns.AzureFunctions.Durable.Execution;
using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Execution;

/// <summary>Drives one orchestrator turn by turn, without a host, and keeps its history as the engine would.</summary>
sealed class Orchestrator(Func<TaskOrchestrationContext, Task<object?>> body, string? input = null)
{
    internal const string InstanceId = "unit";

    static readonly ExecutionSettings Settings = new(JsonDataConverter.Default, NullLoggerFactory.Instance);

    readonly List<HistoryEvent> _history = [];

    internal DateTime Now { get; set; } = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    internal IReadOnlyList<HistoryEvent> History => _history;

    /// <summary>Takes a turn over a replay of all that happened.</summary>
    internal TurnResult Turn(params HistoryEvent[] messages) => Turn(New(), _history, messages);

    /// <summary>Takes a turn with an execution that has taken all turns before.</summary>
    internal TurnResult Turn(OrchestrationExecution live, params HistoryEvent[] messages) => Turn(live, [], messages);

    internal OrchestrationExecution New() => new(new ExecutionInfo(InstanceId, "Test", input, "", null), body, Settings);

    TurnResult Turn(OrchestrationExecution execution, IReadOnlyList<HistoryEvent> past, HistoryEvent[] messages)
    {
        var result = execution.Advance([.. past], Now, messages);
        _history.AddRange([new TurnStarted(Now), .. messages, .. result.Actions, new TurnCompleted(Now)]);
        Now = Now.AddSeconds(1);
        return result;
    }
}
