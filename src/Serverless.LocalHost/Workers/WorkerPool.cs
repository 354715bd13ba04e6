using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Workers;

/// <summary>Keeps one worker running: starts another when it ends, later and later when that keeps failing.</summary>
sealed class WorkerPool(WorkerLauncher launcher, ILogger log) : IAsyncDisposable
{
    /// <summary>How long an invocation waits for a worker that is being started again.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a worker has to end by itself when it is asked to.</summary>
    static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(10);

    volatile bool _isStopping;
    volatile TaskCompletionSource<Worker> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts the first worker.</summary>
    /// <param name="stop">Ends the start.</param>
    /// <exception cref="StartException">It does not start.</exception>
    public async Task<Worker> StartAsync(CancellationToken stop)
    {
        if (OperatingSystem.IsLinux() && !WorkerCommandLine.EndsWithHost)
        {
            log.NoParentDeathSignal();
        }

        try
        {
            var worker = await launcher.LaunchAsync(stop);
            _ready.SetResult(worker);
            _ = GetOrCreateAsync(worker);
            return worker;
        }
        catch (InvalidOperationException failed)
        {
            throw new StartException(ExitCodes.Worker, $"The app's worker does not start. {failed.Message}", failed);
        }
    }

    /// <summary>The running worker, or the next when there is none just now.</summary>
    /// <exception cref="WorkerProcessExitException">None came within a minute.</exception>
    public async Task<Worker> ReadyAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            while (true)
            {
                var worker = await _ready.Task.WaitAsync(patience.Token);
                if (!worker.Channel.Ended.IsCompleted || _isStopping)
                {
                    return worker;
                }

                // Its stream has ended and its process is about to; in a moment the next one is waited for.
                await Task.Delay(Glance, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new WorkerProcessExitException("No worker became ready.");
        }
    }

    /// <summary>Ends a worker that does not do as it is told; another is started.</summary>
    public void Restart(string why)
    {
        if (_ready.Task is { IsCompletedSuccessfully: true, Result: var worker })
        {
            log.WorkerRestarted(worker.Process.Id, why);
            worker.Process.Kill();
        }
    }

    /// <summary>The host is stopping: a worker that ends now has no successor.</summary>
    public void StartNoMore() => _isStopping = true;

    /// <summary>Asks the worker to end, and ends it when it does not.</summary>
    public async ValueTask DisposeAsync()
    {
        StartNoMore();
        if (_ready.Task is not { IsCompletedSuccessfully: true, Result: var worker })
        {
            return;
        }

        worker.Channel.Terminate();
        try
        {
            await worker.Process.Exited.WaitAsync(StopGrace);
        }
        catch (TimeoutException)
        {
            worker.Process.Kill();
        }
    }

    async Task GetOrCreateAsync(Worker worker)
    {
        var backoff = new Backoff();
        while (true)
        {
            await Task.WhenAny(worker.Process.Exited, worker.Channel.Ended);
            if (_isStopping)
            {
                return;
            }

            // A worker without a stream is of no use, whatever it still does.
            worker.Process.Kill();
            log.WorkerEnded(worker.Process.Id, await worker.Process.Exited);
            _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
            if (await LaunchUntilReadyAsync(backoff) is not { } next)
            {
                return;
            }

            if (_isStopping)
            {
                next.Process.Kill();
                return;
            }

            worker = next;
            _ready.SetResult(worker);
            log.WorkerReady(worker.Process.Id);
        }
    }

    async Task<Worker?> LaunchUntilReadyAsync(Backoff backoff)
    {
        while (!_isStopping)
        {
            var pause = backoff.Next();
            try
            {
                await Task.Delay(pause);
                if (_isStopping)
                {
                    return null;
                }

                return await launcher.LaunchAsync(CancellationToken.None);
            }
            catch (InvalidOperationException failed) when (!_isStopping)
            {
                log.WorkerNotRestarted(backoff.Peek().TotalSeconds, failed.Message);
            }
        }

        return null;
    }
}

/// <summary>A worker that has loaded the app's functions.</summary>
/// <param name="Process">Its process.</param>
/// <param name="Channel">Its stream.</param>
/// <param name="HttpAddress">Where it takes HTTP requests; null for an app without ASP.NET Core integration.</param>
/// <param name="Functions">What it says of its functions.</param>
sealed record Worker(WorkerProcess Process, WorkerChannel Channel, Uri? HttpAddress, IReadOnlyList<RpcFunctionMetadata> Functions)
{
    readonly Dictionary<string, string> _ids = Functions.ToDictionary(function => function.Name, function => function.FunctionId);

    /// <summary>This worker's id of a function.</summary>
    public string IdOf(string function) => _ids[function];
}
