namespace Serverless.Worker.Accounting;

/// <summary>Accounts for every moment of one slot since it was made: at any time exactly one kind of work goes on there.</summary>
/// <remarks>Safe to share between threads.</remarks>
sealed class WorkClock
{
    readonly TimeProvider _time;
    readonly ActivityClock _activity;
    readonly Lock _gate = new();
    readonly TimeSpan[] _spent = new TimeSpan[Enum.GetValues<WorkKind>().Length];
    WorkKind _current = WorkKind.Other;
    long _since;
    int _jobs;

    /// <param name="time">The system's.</param>
    /// <param name="activity">Told when this slot is at work and when not.</param>
    public WorkClock(TimeProvider time, ActivityClock activity)
    {
        _time = time;
        _activity = activity;
        _since = time.GetTimestamp();
        activity.Begin();
    }

    /// <summary>Notes that another kind of work begins now, and ends the one before it.</summary>
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

    /// <summary>Notes a job that got its result.</summary>
    public void CountJob() => Interlocked.Increment(ref _jobs);

    /// <summary>What the time went into so far.</summary>
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

/// <summary>What a worker's time goes into.</summary>
enum WorkKind
{
    /// <summary>Waiting for a job.</summary>
    Idle,
    Training,
    Measuring,

    /// <summary>Judging networks on test images.</summary>
    Testing,

    /// <summary>Everything between jobs and around the work itself: storage, claims, announcements.</summary>
    Other,
}
