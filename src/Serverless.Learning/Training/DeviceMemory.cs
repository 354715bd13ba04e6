namespace Serverless.Learning.Training;

/// <summary>The memory of a device, shared by all trainings on it: each waits until it fits. Thread-safe.</summary>
/// <remarks>A training that would not fit even alone is admitted when it is alone: estimates can be wrong, and the device decides.</remarks>
/// <param name="bytes">The memory for trainings and their dataset, in bytes.</param>
public sealed class DeviceMemory(long bytes)
{
    readonly object _gate = new();
    long _used;
    int _trainings;

    /// <summary>Waits until the memory is free, and reserves it until <see cref="Release"/>.</summary>
    /// <param name="wanted">The bytes that the training takes.</param>
    /// <param name="shared">The bytes that the dataset takes, which all trainings share.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
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

    /// <summary>Releases the memory that <see cref="Reserve"/> reserved.</summary>
    internal void Release(long reserved)
    {
        lock (_gate)
        {
            _used -= reserved;
            _trainings--;
        }

        // Wake all waiting trainings: which of them fits is not known here.
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
