namespace Serverless.LocalHost.Polling;

/// <summary>How long a queue has had no message, and so how long a look at it may wait. Safe to share between threads.</summary>
/// <remarks>
/// A part of the idle time, so that a message waits little longer than it would have anyway. At first it is less than what listeners pause by
/// themselves: nothing changes for a queue with work.
/// </remarks>
sealed class QueueIdleness(TimeProvider time, Func<double> random)
{
    /// <summary>The longest time between two looks, before it is spread: six a minute.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>The part of the idle time that looks are apart: ten minutes for <see cref="Longest"/>.</summary>
    public const double Share = 1 / 60.0;

    // Upwards only, so that there are never more looks than the longest pause promises.
    const double Spread = 0.1;

    readonly Lock _gate = new();
    long _message = time.GetTimestamp();
    long _look = time.GetTimestamp();
    TaskCompletionSource _wake = New();

    /// <summary>There was a message, or there will be one: looks are no longer put off, those that wait included.</summary>
    public void Restart()
    {
        TaskCompletionSource wake;
        lock (_gate)
        {
            _message = time.GetTimestamp();
            (wake, _wake) = (_wake, New());
        }

        wake.TrySetResult();
    }

    /// <summary>Returns when it is time for a look.</summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task NextLookAsync(CancellationToken cancellation)
    {
        TimeSpan pause;
        Task wake;
        lock (_gate)
        {
            var apart = time.GetElapsedTime(_message) * Share;
            pause = ((apart < Longest ? apart : Longest) * (1 + (Spread * random()))) - time.GetElapsedTime(_look);
            wake = _wake.Task;
        }

        if (pause > TimeSpan.Zero)
        {
            using var awake = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            await Task.WhenAny(wake, Task.Delay(pause, time, awake.Token));
            await awake.CancelAsync();
            cancellation.ThrowIfCancellationRequested();
        }

        lock (_gate)
        {
            _look = time.GetTimestamp();
        }
    }

    static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
