using Serverless.StandIns.AzureFunctions.Durable.History;

namespace Serverless.StandIns.AzureFunctions.Durable.State;

/// <summary>Finds what an instance still waits for, after its state was read from the log.</summary>
static class OpenWork
{
    /// <summary>The activities to run again, the timers to wait for again, the start to wait for.</summary>
    internal static IEnumerable<Work> Of(Instance instance)
    {
        var head = instance.Head;
        if (head.IsOver)
        {
            yield break;
        }

        if (instance.History.Count == 0 && head.StartAt is { } startAt && !instance.Inbox.Exists(message => message is ExecutionStarted))
        {
            yield return new AwaitStart(head.Id, head.ExecutionId, startAt);
        }

        var answered = instance.History.Concat(instance.Inbox).Select(AnsweredTask).OfType<int>().ToHashSet();
        foreach (var happened in instance.History)
        {
            switch (happened)
            {
                case ActivityScheduled activity when !answered.Contains(activity.Id):
                    yield return new RunActivity(head.Id, head.ExecutionId, activity);
                    break;
                case TimerCreated timer when !answered.Contains(timer.Id):
                    yield return new AwaitTimer(head.Id, head.ExecutionId, timer);
                    break;
            }
        }
    }

    static int? AnsweredTask(HistoryEvent happened) => happened switch
    {
        ActivityCompleted done => done.Id,
        ActivityFailed failed => failed.Id,
        TimerFired fired => fired.Id,
        _ => null,
    };
}
