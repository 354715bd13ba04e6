using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.State;

/// <summary>An instance as the log leaves it.</summary>
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
}
