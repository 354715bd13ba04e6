namespace Serverless.LocalHost.Workers;

/// <summary>Pauses between starts: none at first, then doubling from a second to half a minute while starts follow each other closely.</summary>
/// <param name="time">The clock; null for the system clock.</param>
sealed class Backoff(TimeProvider? time = null)
{
    static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The lifetime after which a worker counts as healthy.</summary>
    static readonly TimeSpan Healthy = TimeSpan.FromMinutes(1);

    readonly TimeProvider _time = time ?? TimeProvider.System;
    TimeSpan _pause;
    long? _last;

    /// <summary>Returns the pause that <see cref="Next"/> would return if it were called at once.</summary>
    public TimeSpan Peek() => _pause;

    /// <summary>Returns the pause before the start that is due now.</summary>
    public TimeSpan Next()
    {
        var now = _time.GetTimestamp();
        if (_last is { } last && _time.GetElapsedTime(last, now) - _pause > Healthy)
        {
            _pause = TimeSpan.Zero;
        }

        var pause = _pause;
        _pause = pause == TimeSpan.Zero ? TimeSpan.FromSeconds(1) : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, Longest.Ticks));
        _last = now;
        return pause;
    }
}
