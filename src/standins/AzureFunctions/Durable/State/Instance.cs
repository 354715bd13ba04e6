using Serverless.StandIns.AzureFunctions.Durable.History;
using Serverless.StandIns.AzureFunctions.Durable.Hub;

namespace Serverless.StandIns.AzureFunctions.Durable.State;

/// <summary>An instance: what the log says of it, and what this process does with it at the moment.</summary>
sealed class Instance(InstanceHead head)
{
    internal InstanceHead Head { get; set; } = head;

    /// <summary>The events of the current execution, oldest first.</summary>
    internal List<HistoryEvent> History { get; set; } = [];

    /// <summary>Messages that no turn has read, oldest first.</summary>
    internal List<HistoryEvent> Inbox { get; set; } = [];

    /// <summary>Whether a turn has something to do: the execution may begin, or it may be ended before it begins.</summary>
    internal bool IsReady =>
        !Head.IsOver && Inbox.Count > 0
        && (History.Count > 0 || Inbox.Exists(message => message is ExecutionStarted or ExecutionTerminated));

    /// <summary>Ends when all of the above is durable.</summary>
    internal Task Durable { get; set; } = Task.CompletedTask;

    /// <summary>Signalled with every change.</summary>
    internal ChangeSignal Changed { get; } = new();

    internal TurnState Turn { get; set; }

    /// <summary>The execution, when it is kept in memory between turns; only the turn touches it.</summary>
    internal LiveExecution? Live { get; set; }
}
