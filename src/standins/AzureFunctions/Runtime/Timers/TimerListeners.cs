using Azure;
using Azure.Storage.Blobs;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Serverless.StandIns.AzureFunctions.Runtime;

/// <summary>Runs each enabled timer function on its schedule for as long as the host runs, on one host at a time.</summary>
sealed class TimerListeners : BackgroundService
{
    // The container that the platform's host keeps its own blobs in.
    const string Container = "azure-webjobs-hosts";

    static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(5);

    readonly List<(TimerListener Listener, BlobLock Lock)> _timers = [];
    readonly InvocationLifetime _lifetime;
    readonly TimeProvider _time;
    readonly ILogger _logger;

    /// <exception cref="InvalidOperationException">A schedule is at fault; the message names every fault.</exception>
    public TimerListeners(
        IFunctionCatalog catalog,
        IStorageConnections connections,
        IConfiguration configuration,
        IHostEnvironment environment,
        IFunctionInvoker invoker,
        InvocationLifetime lifetime,
        TimeProvider time,
        ILogger<TimerListener> logger)
    {
        _lifetime = lifetime;
        _time = time;
        _logger = logger;
        var hostId = (configuration["AzureFunctionsWebHost:hostid"] ?? environment.ApplicationName).ToLowerInvariant();
        var faults = new List<string>();
        foreach (var function in catalog.All.Where(function => function is { Kind: TriggerKind.Timer, IsDisabled: false }))
        {
            try
            {
                Add(function, connections.Blobs().GetBlobContainerClient(Container));
            }
            catch (InvalidOperationException e)
            {
                faults.Add($"The '{function.Name}' function is in error: {e.Message}");
            }
        }

        HostFaults.ThrowIfAny(faults);

        void Add(FunctionEntry function, BlobContainerClient container)
        {
            var trigger = (TimerTriggerAttribute)function.TriggerAttribute;
            var schedule = TimerSchedules.Parse(SettingReferences.Resolve(trigger.Schedule, configuration), configuration);
            var isMonitored = trigger.UseMonitor && !TimerSchedules.IsFrequent(schedule, time.GetUtcNow());
            var store = isMonitored ? new TimerStatusStore(container, hostId, function.Name) : null;
            _timers.Add((
                new TimerListener(function, schedule, store, invoker, time, logger),
                new BlobLock(container, $"{hostId}/{function.Name}.Listener", time)));
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
        => Task.WhenAll(_timers.Select(timer => Task.Run(() => RunAsync(timer.Listener, timer.Lock), CancellationToken.None)));

    async Task RunAsync(TimerListener listener, BlobLock onlyHere)
    {
        var stopping = _lifetime.Stopping;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await onlyHere.RunAsync(listener.RunAsync, stopping);
                if (!stopping.IsCancellationRequested)
                {
                    // The lock was lost, or the schedule is over.
                    await Task.Delay(RetryAfterFailure, _time, stopping);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
            }
            catch (Exception e) when (e is RequestFailedException or AggregateException or OperationCanceledException)
            {
                _logger.TimerUnavailable(e, listener.FunctionName);
                await Task.Delay(RetryAfterFailure, _time, CancellationToken.None);
            }
        }
    }
}
