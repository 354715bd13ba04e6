using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Application.Storage;
using Serverless.Application.Telemetry;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Telemetry;

/// <summary>Has the gauges look once a minute; registered only where something is exported.</summary>
sealed class PlatformObserver(PlatformGauges gauges, TimeProvider time, ILogger<PlatformObserver> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(PlatformGauges.Interval, time);
        do
        {
            try
            {
                await gauges.LookAsync(stoppingToken);
            }
            catch (StorageException away)
            {
                logger.LookMissed(away.Message);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
        while (await NextAsync(timer, stoppingToken));
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
}
