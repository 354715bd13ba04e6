namespace Serverless.LocalHost.Polling;

/// <summary>Tracks how long a queue has had no message, which determines how long a poll of it can wait. Thread-safe.</summary>
/// <remarks>
/// The wait is a share of the idle time, so that a message waits only a little longer than without it. At first it is shorter than the pauses
/// of the listeners themselves: nothing changes for a busy queue.
/// </remarks>
sealed class QueueIdleness(TimeProvider time, Func<double> random)
{
    /// <summary>The longest time between two polls, before jitter: six polls per minute.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <summary>The time between polls as a share of the idle time: after ten minutes it is <see cref="Longest"/>.</summary>
    public const double Share = 1 / 60.0;

    // Jitter only lengthens pauses, so that polls are never more frequent than the longest pause promises.
    const double Spread = 0.1;

    readonly Lock _gate = new();
    long _message = time.GetTimestamp();
    long _look = time.GetTimestamp();
    TaskCompletionSource _wake = New();

    /// <summary>Records that there was or will be a message: polls are no longer delayed, including those that wait.</summary>
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

    /// <summary>Completes when it is time for a poll.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
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
