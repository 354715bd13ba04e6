namespace Serverless.Worker.Accounting;

/// <summary>The clocks of all that a worker does at once. Safe to share between threads.</summary>
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

    /// <summary>What the time of all of them went into so far: with two clocks, two seconds for each one that passed.</summary>
    public WorkSplit Read()
    {
        lock (_gate)
        {
            return _clocks.Aggregate(WorkSplit.Nothing, (sum, clock) => sum + clock.Read()) with { ActiveSeconds = _activity.Spent.TotalSeconds };
        }
    }
}
