namespace Serverless.Worker;

/// <summary>Determines the pauses between polls of empty queues: short for a while after work, then a share of the time since.</summary>
/// <remarks>
/// A search sends its next jobs within seconds of the last job's result, so a worker that has just worked polls often. Later, a job waits at
/// most for that small share of the time in which there was none.
/// </remarks>
/// <param name="longest">The longest pause, before jitter; if it is shorter than <see cref="Shortest"/>, every pause has this length.</param>
/// <param name="time">The clock that measures the time since the last work.</param>
/// <param name="random">Returns random numbers from 0 to 1, so that workers that became idle together do not poll together.</param>
sealed class IdlePauses(TimeSpan longest, TimeProvider time, Func<double> random)
{
    /// <summary>The time after work in which every pause is the shortest.</summary>
    public static readonly TimeSpan Attentive = TimeSpan.FromSeconds(4);

    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>The length of a pause as a share of the idle time.</summary>
    public const double Share = 0.1;

    // Jitter only lengthens pauses, so that polls are never more frequent than the longest pause promises.
    const double Spread = 0.25;

    long _since = time.GetTimestamp();

    /// <summary>Records that there was work: pauses are short again.</summary>
    public void Restart() => _since = time.GetTimestamp();

    public TimeSpan Next()
    {
        var idle = time.GetElapsedTime(_since);
        var wanted = idle < Attentive ? Shortest : idle * Share;
        return (wanted < longest ? wanted : longest) * (1 + (Spread * random()));
    }
}
