namespace Serverless.Worker;

/// <summary>Pauses between two looks at empty queues: short for a while after there was work, then a share of the time since.</summary>
/// <remarks>
/// A search sends its next jobs within seconds of the last one's result, so a worker that has just worked looks often. Later a job waits for
/// at most so small a part of the time that there was none.
/// </remarks>
/// <param name="longest">The longest pause, before it is spread; shorter than <see cref="Shortest"/>, it is every pause.</param>
/// <param name="time">Tells how long ago there was work.</param>
/// <param name="random">From 0 to 1: workers that became idle together shall not look together.</param>
sealed class IdlePauses(TimeSpan longest, TimeProvider time, Func<double> random)
{
    /// <summary>How long after work every pause is the shortest.</summary>
    public static readonly TimeSpan Attentive = TimeSpan.FromSeconds(4);

    public static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    /// <summary>The part of the idle time that a pause is.</summary>
    public const double Share = 0.1;

    // Upwards only, so that there are never more looks than the longest pause promises.
    const double Spread = 0.25;

    long _since = time.GetTimestamp();

    /// <summary>There was work: pauses are short again.</summary>
    public void Restart() => _since = time.GetTimestamp();

    public TimeSpan Next()
    {
        var idle = time.GetElapsedTime(_since);
        var wanted = idle < Attentive ? Shortest : idle * Share;
        return (wanted < longest ? wanted : longest) * (1 + (Spread * random()));
    }
}
