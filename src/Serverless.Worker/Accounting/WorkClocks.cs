namespace Serverless.Worker.Accounting;

/// <summary>The clocks of all slots of a worker. Thread-safe.</summary>
sealed class WorkClocks(TimeProvider time)
{
    readonly Lock _gate = new();
    readonly List<WorkClock> _clocks = [];
    readonly ActivityClock _activity = new(time);

    /// <summary>Starts one more clock.</summary>
    public WorkClock Start()
    {
        var clock = new WorkClock(time, _activity);
        lock (_gate)
        {
            _clocks.Add(clock);
        }

        return clock;
    }

    /// <summary>Returns the time spent by all slots together so far: with two clocks, two seconds for each second that has passed.</summary>
    public WorkSplit Read()
    {
        lock (_gate)
        {
            return _clocks.Aggregate(WorkSplit.Nothing, (sum, clock) => sum + clock.Read()) with { ActiveSeconds = _activity.Spent.TotalSeconds };
        }
    }
}
