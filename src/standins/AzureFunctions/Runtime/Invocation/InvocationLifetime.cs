using Microsoft.Extensions.Hosting;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Ends invocations that must end: by the function's time limit, and at shutdown after a grace period.</summary>
/// <remarks>At shutdown running functions get the drain period to end by themselves; then their tokens fire.</remarks>
sealed class InvocationLifetime : IDisposable
{
    // How long a function may take to obey its token before it is given up; the platform kills the process then.
    static readonly TimeSpan ObeyPeriod = TimeSpan.FromSeconds(5);

    readonly CancellationTokenSource _stopping = new();
    readonly CancellationTokenSource _drained = new();
    readonly HostSettings _settings;
    readonly TimeProvider _time;
    int _running;

    public InvocationLifetime(HostSettings settings, TimeProvider time, IHostApplicationLifetime host)
    {
        _settings = settings;
        _time = time;
        host.ApplicationStopping.Register(() =>
        {
            Drain();
            _drained.CancelAfter(settings.DrainPeriod);
        });
    }

    /// <summary>Fires when triggers must take no more work.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>Invocations under way, orchestrations not counted.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <exception cref="FunctionTimeoutException">The function ran longer than functionTimeout.</exception>
    public async Task<object?> RunAsync(FunctionEntry function, Func<CancellationToken, Task<object?>> run, CancellationToken cancellation)
    {
        if (_settings.FunctionTimeout is not { } limit)
        {
            return await RunLinkedAsync(run, cancellation, CancellationToken.None);
        }

        // Without links or a timer of its own it needs no disposal, and the function may outlive this call.
        var expired = new CancellationTokenSource();
        var running = RunLinkedAsync(run, cancellation, expired.Token);
        try
        {
            return await running.WaitAsync(limit, _time, CancellationToken.None);
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            await expired.CancelAsync();
            await Task.WhenAny(running, Task.Delay(ObeyPeriod, _time, CancellationToken.None));
            throw new FunctionTimeoutException(function.Name, limit, !running.IsCompleted);
        }
    }

    /// <summary>Makes triggers take no more work, while what runs goes on and HTTP functions still answer.</summary>
    public void Drain() => _stopping.Cancel();

    public void Dispose()
    {
        _stopping.Dispose();
        _drained.Dispose();
    }

    async Task<object?> RunLinkedAsync(Func<CancellationToken, Task<object?>> run, CancellationToken cancellation, CancellationToken expired)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _drained.Token, expired);
        Interlocked.Increment(ref _running);
        try
        {
            return await run(linked.Token);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }
}
