using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Serverless.Application.Telemetry;
using Serverless.Functions.Logging;

namespace Serverless.Functions.Telemetry;

/// <summary>Refreshes the gauges once a minute; registered only where something is exported.</summary>
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
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                // An exception in a background service would end the host, and a failed refresh is no reason for that.
                logger.LookMissed(failure.Message);
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
