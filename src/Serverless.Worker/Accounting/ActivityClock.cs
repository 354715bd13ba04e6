namespace Serverless.Worker.Accounting;

/// <summary>Adds up the time in which at least one slot of a worker is at work. Safe to share between threads.</summary>
sealed class ActivityClock(TimeProvider time)
{
    readonly Lock _gate = new();
    int _active;
    long _since;
    TimeSpan _spent;

    /// <value>So far.</value>
    public TimeSpan Spent
    {
        get
        {
            lock (_gate)
            {
                return _active > 0 ? _spent + time.GetElapsedTime(_since) : _spent;
            }
        }
    }

    /// <summary>A slot begins to work.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            if (_active++ == 0)
            {
                _since = time.GetTimestamp();
            }
        }
    }

    /// <summary>A slot that worked is idle.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (--_active == 0)
            {
                _spent += time.GetElapsedTime(_since);
            }
        }
    }
}
