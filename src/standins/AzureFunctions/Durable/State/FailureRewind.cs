using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.State;

/// <summary>Takes the failures that ended an execution out of its history, so that a replay runs those tasks anew.</summary>
static class FailureRewind
{
    /// <summary>
    /// Gives the history without the end and without the failures that no retry answered; good results stay.
    /// A failed sub-orchestration that can be rewound stays called; its id is given so that it is rewound too.
    /// </summary>
    internal static (List<HistoryEvent> History, List<string> Children) Apply(
        IReadOnlyList<HistoryEvent> history, Func<string, bool> canRewindChild)
    {
        var retried = history.OfType<TimerCreated>().Where(timer => timer.Retries is not null && timer.FireAt > timer.At)
            .Select(timer => timer.Retries!.Value).ToHashSet();
        var failed = history.Select(FailedTask)
            .Where(id => id is not null && !retried.Contains(id.Value)).Select(id => id!.Value).ToHashSet();

        // The timer that follows a policy's last failure belongs to that failure.
        var lastTimers = history.OfType<TimerCreated>().Where(timer => timer.Retries is { } task && failed.Contains(task))
            .Select(timer => timer.Id).ToHashSet();
        var kept = new List<HistoryEvent>(history.Count);
        var children = new List<string>();
        foreach (var happened in history)
        {
            switch (happened)
            {
                case ExecutionCompleted:
                case TimerCreated timer when lastTimers.Contains(timer.Id):
                case TimerFired fired when lastTimers.Contains(fired.Id):
                case not null when FailedTask(happened) is { } task && failed.Contains(task):
                    break;
                case ChildScheduled child when failed.Contains(child.Id) && canRewindChild(child.InstanceId):
                    children.Add(child.InstanceId);
                    kept.Add(child);
                    break;
                case ActionEvent action when failed.Contains(action.Id):
                    kept.Add(new ActionRewound(action.At, action.Id));
                    break;
                default:
                    kept.Add(happened!);
                    break;
            }
        }

        return (kept, children);
    }

    static int? FailedTask(HistoryEvent happened) => happened switch
    {
        ActivityFailed failed => failed.Id,
        ChildFailed failed => failed.Id,
        _ => null,
    };
}
