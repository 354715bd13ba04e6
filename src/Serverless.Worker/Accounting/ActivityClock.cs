namespace Serverless.Worker.Accounting;

/// <summary>Measures the time in which at least one slot of a worker is working. Thread-safe.</summary>
sealed class ActivityClock(TimeProvider time)
{
    readonly Lock _gate = new();
    int _active;
    long _since;
    TimeSpan _spent;

    /// <value>The time so far.</value>
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

    /// <summary>Records that a slot begins to work.</summary>
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

    /// <summary>Records that a working slot becomes idle.</summary>
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
