using System.Diagnostics.Metrics;
using Serverless.Application.Jobs;
using Serverless.Application.Searches;
using Serverless.Application.Storage;
using Serverless.Core.Devices;
using Serverless.Core.Searches;

namespace Serverless.Application.Telemetry;

/// <summary>Reports to exporters the state of the job queues and of the running searches as it was when last read.</summary>
/// <remarks>It knows the searches for which this process has done something, and forgets them when they have ended.</remarks>
public sealed class PlatformGauges : IDisposable
{
    /// <summary>The time between two reads: by default equal to the time between two exports.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    readonly SearchTraces _traces;
    readonly SearchDocuments _searches;
    readonly DeviceCatalogue _devices;
    readonly IJobQueue _queue;
    readonly TimeProvider _time;
    readonly Meter _meter = new(Instruments.MeterName);
    volatile IReadOnlyList<Measurement<long>> _messages = [];
    volatile IReadOnlyList<Measurement<double>> _hypervolumes = [];
    volatile IReadOnlyList<Measurement<double>> _budgets = [];

    public PlatformGauges(SearchTraces traces, SearchDocuments searches, DeviceCatalogue devices, IJobQueue queue, TimeProvider time)
    {
        (_traces, _searches, _devices, _queue, _time) = (traces, searches, devices, queue, time);
        _meter.CreateObservableGauge(Instruments.QueueMessages, () => _messages, Instruments.Messages, "Messages in a queue of jobs.");
        _meter.CreateObservableGauge(Instruments.Hypervolume, () => _hypervolumes, Instruments.One, "Hypervolume of a running search's front.");
        _meter.CreateObservableGauge(Instruments.BudgetLeft, () => _budgets, Instruments.One, "Remaining budget of a running search.");
    }

    /// <summary>Reads the queue <c>jobs</c>, the queue of every device that measures, and the state of every known search.</summary>
    /// <exception cref="StorageException">Storage does not answer; the previous values stay.</exception>
    public async Task LookAsync(CancellationToken cancellation)
    {
        var measured = (await _devices.ListAsync(cancellation)).Devices.Where(device => device.Kind == DeviceKind.Measured);
        var messages = new List<Measurement<long>>();
        foreach (var device in measured.Select(device => device.Id).Prepend(null))
        {
            var name = device is null ? QueueNames.Jobs : QueueNames.MeasurementsOf(device);
            var count = await _queue.CountAsync(device, cancellation);
            messages.Add(new Measurement<long>(count, new KeyValuePair<string, object?>(AttributeNames.QueueName, name)));
        }

        var running = await RunningAsync(cancellation);
        var now = _time.GetUtcNow();
        _messages = messages;
        _hypervolumes =
        [
            .. running.Where(search => search.Hypervolume is not null)
                .Select(search => new Measurement<double>(search.Hypervolume!.Value, IdOf(search))),
        ];
        _budgets = [.. running.SelectMany(search => BudgetsLeft.Of(search, now), (search, budget) => new Measurement<double>(
            budget.Left, IdOf(search), new KeyValuePair<string, object?>(AttributeNames.BudgetKind, budget.Kind.Name)))];
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    static KeyValuePair<string, object?> IdOf(SearchDocument search) => new(AttributeNames.SearchId, search.Id);

    async Task<IReadOnlyList<SearchDocument>> RunningAsync(CancellationToken cancellation)
    {
        var running = new List<SearchDocument>();
        foreach (var id in _traces.Seen)
        {
            if (await FindAsync(id, cancellation) is { State: SearchStatus.Pending or SearchStatus.Running or SearchStatus.Paused } search)
            {
                running.Add(search);
            }
            else
            {
                _traces.Forget(id);
            }
        }

        return running;
    }

    async Task<SearchDocument?> FindAsync(string searchId, CancellationToken cancellation)
    {
        try
        {
            return await _searches.FindStateAsync(searchId, cancellation);
        }
        catch (DocumentException)
        {
            // The search itself fails for the same reason and reports it.
            return null;
        }
    }
}
