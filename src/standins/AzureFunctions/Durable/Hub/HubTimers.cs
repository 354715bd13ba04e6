using Serverless.StandIns.AzureFunctions.Durable.History;
using Serverless.StandIns.AzureFunctions.Durable.State;

namespace Serverless.StandIns.AzureFunctions.Durable.Hub;

/// <summary>Waits for all timers of the hub with one timer of the system.</summary>
sealed class HubTimers : IDisposable
{
    // A longer wait is made of several: the system's timers take no more than 49 days, and clocks are set.
    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    readonly TaskHub _hub;
    readonly ITimer _timer;
    readonly Lock _gate = new();
    readonly PriorityQueue<Work, DateTime> _queue = new();

    public HubTimers(TaskHub hub, TimeProvider time)
    {
        _hub = hub;
        _timer = time.CreateTimer(_ => FireDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    internal void Add(AwaitTimer work) => Add(work, work.Timer.FireAt);

    internal void Add(AwaitStart work) => Add(work, work.StartAt);

    public void Dispose() => _timer.Dispose();

    void Add(Work work, DateTime due)
    {
        lock (_gate)
        {
            _queue.Enqueue(work, due);
            Arm();
        }
    }

    void FireDue()
    {
        var due = new List<Work>();
        lock (_gate)
        {
            while (_queue.TryPeek(out _, out var at) && at <= _hub.Now)
            {
                due.Add(_queue.Dequeue());
            }

            Arm();
        }

        foreach (var work in due)
        {
            _ = _hub.Change(state => Fire(state, work));
        }
    }

    void Arm()
    {
        if (_queue.TryPeek(out _, out var due))
        {
            // Rounded up to whole milliseconds, the system's unit: rounded down, the last millisecond would be spun through.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Clamp((due - _hub.Now).TotalMilliseconds, 0, LongestWait.TotalMilliseconds)));
            _timer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    IReadOnlyList<LogRecord> Fire(HubState state, Work due)
    {
        if (!TaskHub.IsCurrent(state, due.InstanceId, due.ExecutionId))
        {
            return [];
        }

        HistoryEvent message = due is AwaitTimer { Timer: var timer }
            ? new TimerFired(_hub.Now, timer.Id, timer.FireAt)
            : new ExecutionStarted(_hub.Now);
        return [new MessageArrived(due.InstanceId, due.ExecutionId, message)];
    }
}
