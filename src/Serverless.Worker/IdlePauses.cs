namespace Serverless.Worker;

/// <summary>Pauses between two looks at empty queues: short for a while after there was work, then ever longer.</summary>
/// <remarks>A search sends its next jobs within seconds of the last one's result, so a worker that has just worked looks often.</remarks>
/// <param name="longest">The pause that doubling ends at; shorter than <see cref="Shortest"/>, it is every pause.</param>
/// <param name="time">Tells how long ago there was work.</param>
sealed class IdlePauses(TimeSpan longest, TimeProvider time)
{
    /// <summary>How long after work every pause is the shortest.</summary>
    public static readonly TimeSpan Attentive = TimeSpan.FromSeconds(4);

    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    long _since = time.GetTimestamp();
    TimeSpan _pause = Shortest;

    /// <summary>There was work: pauses are short again.</summary>
    public void Restart()
    {
        _since = time.GetTimestamp();
        _pause = Shortest;
    }

    public TimeSpan Next()
    {
        var pause = _pause < longest ? _pause : longest;
        if (time.GetElapsedTime(_since) >= Attentive)
        {
            _pause = 2 * pause;
        }

        return pause;
    }
}
