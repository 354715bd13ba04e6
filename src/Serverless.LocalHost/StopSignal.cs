using System.Runtime.InteropServices;

namespace Serverless.LocalHost;

/// <summary>Waits for SIGTERM or SIGINT. A second one ends the process at once, as without a handler.</summary>
sealed class StopSignal : IDisposable
{
    readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly CancellationTokenSource _stopping = new();
    readonly PosixSignalRegistration[] _registrations;

    public StopSignal() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Take),
    ];

    /// <summary>A task that completes when the process is asked to stop.</summary>
    public Task Asked => _asked.Task;

    /// <summary>A token that is cancelled when the process is asked to stop.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }

        _stopping.Dispose();
    }

    void Take(PosixSignalContext signal)
    {
        signal.Cancel = _asked.TrySetResult();
        if (signal.Cancel)
        {
            _stopping.Cancel();
        }
    }
}
