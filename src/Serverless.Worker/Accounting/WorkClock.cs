namespace Serverless.Worker.Accounting;

/// <summary>Accounts for every moment of one slot since its creation: at any time exactly one kind of work is active.</summary>
/// <remarks>Thread-safe.</remarks>
sealed class WorkClock
{
    readonly TimeProvider _time;
    readonly ActivityClock _activity;
    readonly Lock _gate = new();
    readonly TimeSpan[] _spent = new TimeSpan[Enum.GetValues<WorkKind>().Length];
    WorkKind _current = WorkKind.Other;
    long _since;
    int _jobs;

    /// <param name="time">The system clock.</param>
    /// <param name="activity">The clock that is told when this slot is working and when it is not.</param>
    public WorkClock(TimeProvider time, ActivityClock activity)
    {
        _time = time;
        _activity = activity;
        _since = time.GetTimestamp();
        activity.Begin();
    }

    /// <summary>Ends the current kind of work and begins another.</summary>
    /// <returns>The kind that ended.</returns>
    public WorkKind Switch(WorkKind kind)
    {
        lock (_gate)
        {
            Settle();
            var ended = _current;
            _current = kind;
            if (kind == WorkKind.Idle && ended != WorkKind.Idle)
            {
                _activity.End();
            }
            else if (kind != WorkKind.Idle && ended == WorkKind.Idle)
            {
                _activity.Begin();
            }

            return ended;
        }
    }

    /// <summary>Counts a job that got its result.</summary>
    public void CountJob() => Interlocked.Increment(ref _jobs);

    /// <summary>Returns the time spent on each kind of work so far.</summary>
    public WorkSplit Read()
    {
        lock (_gate)
        {
            Settle();
            return new WorkSplit(
                _jobs,
                Seconds(WorkKind.Training),
                Seconds(WorkKind.Measuring),
                Seconds(WorkKind.Testing),
                Seconds(WorkKind.Other),
                Seconds(WorkKind.Idle));
        }
    }

    double Seconds(WorkKind kind) => _spent[(int)kind].TotalSeconds;

    void Settle()
    {
        var now = _time.GetTimestamp();
        _spent[(int)_current] += _time.GetElapsedTime(_since, now);
        _since = now;
    }
}

/// <summary>The kinds of work on which a worker spends time.</summary>
enum WorkKind
{
    /// <summary>Waiting for a job.</summary>
    Idle,
    Training,
    Measuring,

    /// <summary>Evaluating networks on test images.</summary>
    Testing,

    /// <summary>Everything between jobs and around the work itself: storage, claims, announcements.</summary>
    Other,
}
