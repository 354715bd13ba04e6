using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.Worker.Accounting;

namespace Serverless.Worker.Leasing;

/// <summary>Writes the heartbeat of this worker for those who wait for one: one small blob that is overwritten again and again.</summary>
/// <remarks>
/// The heartbeat is rare while the worker is idle: a message that stays in the queue already shows that nobody takes it. It is frequent while
/// the worker is busy, since messages then stay although all is well; these writes are few beside those that renew a job.
/// </remarks>
sealed class HeartbeatWriter(
    IDocumentStore documents, SearchesWorkedFor searches, WorkClocks clocks, WorkerOptions options, TimeProvider time, ILogger<HeartbeatWriter> log)
    : BackgroundService
{
    static readonly TimeSpan Busy = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Idle = TimeSpan.FromSeconds(60);

    // How soon it is noticed that work has begun.
    static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

    // The last heartbeat is optional: without it the worker merely counts as alive a little longer.
    static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StopWithin);
        _ = await WriteAsync(TimeSpan.Zero, limit.Token);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Look, time);
        var interval = TimeSpan.Zero;
        var written = time.GetTimestamp();
        do
        {
            var wanted = searches.Any ? Busy : Idle;
            if (time.GetElapsedTime(written) >= interval || wanted < interval)
            {
                written = time.GetTimestamp();
                interval = await WriteAsync(wanted, stoppingToken) ? wanted : TimeSpan.Zero;
            }
        }
        while (!stoppingToken.IsCancellationRequested && await NextAsync(timer, stoppingToken));
    }

    static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken stopping)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    async Task<bool> WriteAsync(TimeSpan interval, CancellationToken cancellation)
    {
        var path = BlobPaths.Heartbeat(options.Name);
        var split = clocks.Read();
        var heartbeat = new WorkerHeartbeat
        {
            Worker = options.Name,
            At = time.GetUtcNow(),
            IntervalSeconds = interval.TotalSeconds,
            Devices = options.Measures,
            TakesJobs = !options.IsDeviceAgent,
            Searches = searches.Take(),
            Jobs = searches.Jobs,
            Slots = options.Jobs,
            JobsDone = split.Jobs,
            BusyShare = split.BusyShare,
        };
        try
        {
            // Another process with the same name may write too; the heartbeat of either is valid.
            _ = await documents.FindVersionAsync(path, cancellation) is { } earlier
                ? await documents.TryReplaceAsync(path, heartbeat, earlier, CoreJson.Default.WorkerHeartbeat, cancellation)
                : await documents.TryCreateAsync(path, heartbeat, CoreJson.Default.WorkerHeartbeat, cancellation);
            return true;
        }
        catch (Exception away) when (away is StorageException or OperationCanceledException)
        {
            // No work depends on the heartbeat.
            log.HeartbeatMissed(away.Message);
            return false;
        }
    }
}
