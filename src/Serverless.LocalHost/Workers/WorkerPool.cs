using Serverless.LocalHost.Protocol;

namespace Serverless.LocalHost.Workers;

/// <summary>Keeps one worker running: starts another when it ends, after longer and longer pauses when that keeps failing.</summary>
sealed class WorkerPool(WorkerLauncher launcher, ILogger log) : IAsyncDisposable
{
    /// <summary>How long an invocation waits for a worker that is being restarted.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    /// <summary>How long a worker can take to end when it is asked to.</summary>
    static readonly TimeSpan StopGrace = TimeSpan.FromSeconds(10);

    volatile bool _isStopping;
    volatile TaskCompletionSource<Worker> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Starts the first worker.</summary>
    /// <param name="stop">The token that cancels the start.</param>
    /// <exception cref="StartException">The worker does not start.</exception>
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
            throw new StartException(ExitCodes.Worker, $"The app's worker cannot be started. {failed.Message}", failed);
        }
    }

    /// <summary>Returns the running worker, or waits for the next when there is none at the moment.</summary>
    /// <exception cref="WorkerProcessExitException">No worker became ready within a minute.</exception>
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

                // The stream of this worker has ended and its process is about to; after that the next worker is waited for.
                await Task.Delay(Glance, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new WorkerProcessExitException("No worker became ready.");
        }
    }

    /// <summary>Ends a worker that does not obey; another is started.</summary>
    public void Restart(string why)
    {
        if (_ready.Task is { IsCompletedSuccessfully: true, Result: var worker })
        {
            log.WorkerRestarted(worker.Process.Id, why);
            worker.Process.Kill();
        }
    }

    /// <summary>Records that the host is stopping: a worker that ends now is not replaced.</summary>
    public void StartNoMore() => _isStopping = true;

    /// <summary>Asks the worker to end, and kills it when it does not.</summary>
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

/// <summary>A worker that has loaded the functions of the app.</summary>
/// <param name="Process">The process.</param>
/// <param name="Channel">The stream.</param>
/// <param name="HttpAddress">The address for HTTP requests; null for an app without ASP.NET Core integration.</param>
/// <param name="Functions">The descriptions of the functions.</param>
sealed record Worker(WorkerProcess Process, WorkerChannel Channel, Uri? HttpAddress, IReadOnlyList<RpcFunctionMetadata> Functions)
{
    readonly Dictionary<string, string> _ids = Functions.ToDictionary(function => function.Name, function => function.FunctionId);

    /// <summary>Returns this worker's id of a function.</summary>
    public string IdOf(string function) => _ids[function];
}
