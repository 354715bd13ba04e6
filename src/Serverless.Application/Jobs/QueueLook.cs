using System.Collections.Concurrent;
using Serverless.Core.Jobs;

namespace Serverless.Application.Jobs;

/// <summary>Reads the state of job queues for API responses, and caches it for a few seconds, since many clients may poll at once.</summary>
public sealed class QueueLook(IJobQueue queue, WorkerHeartbeats heartbeats, TimeProvider time)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    /// <summary>The most cached queues, more than any platform has; then the cache is cleared, since devices can be deleted.</summary>
    const int MostKept = 1_000;

    readonly ConcurrentDictionary<string, QueueView> _views = new(StringComparer.Ordinal);
    SeenHeartbeats _heartbeats = new(DateTimeOffset.MinValue, []);

    /// <summary>Returns a queue as it is now, or was a few seconds ago.</summary>
    /// <param name="device">The device whose measurements are in the queue; null for all other jobs.</param>
    /// <param name="cancellation">The token that cancels the operation.</param>
    public async Task<QueueView> AtAsync(string? device, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_views.TryGetValue(device ?? "", out var seen) && now - seen.At < Fresh)
        {
            return seen;
        }

        var length = queue.CountAsync(device, cancellation);
        var waiting = queue.PeekAsync(device, cancellation);
        var workers = WorkersAsync(now, cancellation);
        await Task.WhenAll(length, waiting, workers);
        var view = new QueueView(device, await length, await waiting, [.. (await workers).Where(worker => worker.Serves(device))], now);
        if (_views.Count >= MostKept)
        {
            _views.Clear();
        }

        return _views[device ?? ""] = view;
    }

    async Task<IReadOnlyList<WorkerHeartbeat>> WorkersAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        if (now - _heartbeats.At >= Fresh)
        {
            _heartbeats = new(now, await heartbeats.ListAsync(cancellation));
        }

        return _heartbeats.All;
    }

    sealed record SeenHeartbeats(DateTimeOffset At, IReadOnlyList<WorkerHeartbeat> All);
}
