namespace Serverless.Worker.Tests;

/// <summary>A clock that a test sets, in seconds; it can also advance by itself on each read.</summary>
sealed class ManualTime : TimeProvider
{
    long _seconds;

    /// <value>Seconds from one look to the next.</value>
    public int Step { get; init; }

    /// <value>What else happens at each look.</value>
    public Action? Looked { get; init; }

    public override long TimestampFrequency => 1;

    public override long GetTimestamp()
    {
        Looked?.Invoke();
        return Interlocked.Add(ref _seconds, Step);
    }

    public void Advance(int seconds) => Interlocked.Add(ref _seconds, seconds);
}
