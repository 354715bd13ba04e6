using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Serverless.Application.Telemetry;

namespace Serverless.Worker.Accounting;

/// <summary>Reports to exporters how busy this worker is, from the clocks that its heartbeat also reads.</summary>
sealed class WorkerGauges : IHostedService, IDisposable
{
    readonly Meter _meter = new(Instruments.MeterName);

    public WorkerGauges(WorkClocks clocks) => _meter.CreateObservableGauge(
        Instruments.WorkerBusy, () => clocks.Read().BusyShare, Instruments.One, "Share of the worker's time that was busy.");

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
