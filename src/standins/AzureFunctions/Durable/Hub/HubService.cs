using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.StandIns.AzureFunctions.Durable.Log;
using Serverless.StandIns.AzureFunctions.Durable.State;
using Serverless.StandIns.AzureFunctions.Runtime;

namespace Serverless.StandIns.AzureFunctions.Durable.Hub;

/// <summary>Takes the task hub when the host starts, lets it work, and hands it back when the host stops.</summary>
sealed class HubService(
    TaskHub hub,
    TurnRunner turns,
    ActivityRunner activities,
    HubTimers timers,
    HubSettings settings,
    HostSettings host,
    IFunctionCatalog catalog,
    IStorageConnections storage,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<HubService> logger) : BackgroundService
{
    static readonly TimeSpan ObeyPeriod = TimeSpan.FromSeconds(5);

    Task _activities = Task.CompletedTask;
    HubLease? _lease;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        timers.Dispose();
        activities.Stop();
        await WaitForActivitiesAsync(cancellationToken);
        await hub.CloseAsync().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
        await (_lease?.ReleaseAsync(cancellationToken) ?? Task.CompletedTask);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        hub.StopHost = () =>
        {
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        };
        if (!catalog.All.Any(function => function.Kind is TriggerKind.Orchestration or TriggerKind.Activity))
        {
            hub.LeaveClosed("This app has no orchestrator and no activity function.");
            return;
        }

        try
        {
            var container = storage.Blobs(settings.ConnectionName).GetBlobContainerClient(settings.Name.ToLowerInvariant() + "-history");
            _lease = new HubLease(container, settings.Name, logger);
            await _lease.AcquireAsync(stoppingToken);
            await hub.OpenAsync(new SegmentStore(container), HubOwner.Current.ToString(), stoppingToken);
            _activities = activities.RunAsync();
            _ = Task.WhenAll(DispatchAsync(), turns.RunAsync());
            using var sweep = time.CreateTimer(_ => turns.ReleaseIdle(), null, settings.ExtendedSessionIdle, settings.ExtendedSessionIdle);
            await _lease.KeepAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
#pragma warning disable CA1031 // whatever it is, the host must not go on without its engine
        catch (Exception exception)
#pragma warning restore CA1031
        {
            hub.Fail(exception);
        }
    }

    // What ends by itself in the drain period, or soon after its token has fired, still has its result kept; the rest runs again.
    async Task WaitForActivitiesAsync(CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(host.DrainPeriod + ObeyPeriod);
        await _activities.WaitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    async Task DispatchAsync()
    {
        await foreach (var work in hub.Work.ReadAllAsync())
        {
            switch (work)
            {
                case RunActivity call:
                    activities.Add(call);
                    break;
                case AwaitTimer timer:
                    timers.Add(timer);
                    break;
                case AwaitStart start:
                    timers.Add(start);
                    break;
            }
        }
    }
}
