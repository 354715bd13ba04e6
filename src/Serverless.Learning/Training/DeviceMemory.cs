namespace Serverless.Learning.Training;

/// <summary>A device's memory, shared by all trainings on it: each waits until it fits. Safe to use from many threads.</summary>
/// <remarks>One that would not fit even alone is let in alone: estimates err, and the device has the last word.</remarks>
/// <param name="bytes">How much there is for trainings and their dataset.</param>
public sealed class DeviceMemory(long bytes)
{
    readonly object _gate = new();
    long _used;
    int _trainings;

    /// <summary>Returns when so much is free, and keeps it until it is given back.</summary>
    /// <param name="wanted">Bytes of the training.</param>
    /// <param name="shared">Bytes of the dataset, which counts once.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    internal void Reserve(long wanted, long shared, CancellationToken cancellation)
    {
        using var wakingUp = cancellation.Register(WakeAll);
        lock (_gate)
        {
            while (_trainings > 0 && _used + wanted + shared > bytes)
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }

            _used += wanted;
            _trainings++;
        }
    }

    /// <summary>Gives back what <see cref="Reserve"/> kept.</summary>
    internal void Release(long reserved)
    {
        lock (_gate)
        {
            _used -= reserved;
            _trainings--;
        }

        // All look again: which of them fits is not known here.
        WakeAll();
    }

    void WakeAll()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }
}
