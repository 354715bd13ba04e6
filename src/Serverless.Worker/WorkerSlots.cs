using Microsoft.Extensions.DependencyInjection;
using Serverless.Worker.Accounting;
using Serverless.Worker.Jobs;

namespace Serverless.Worker;

/// <summary>The slots of a worker, one for each concurrent job, and the jobs in them. Not safe for concurrent callers.</summary>
sealed class WorkerSlots : IDisposable
{
    readonly WorkerSlot[] _all;
    readonly Queue<WorkerSlot> _free;
    readonly Dictionary<Task, WorkerSlot> _busy = [];
    bool _hasEnded;

    /// <exception cref="ArgumentException">The device to train on does not exist.</exception>
    public WorkerSlots(IServiceScopeFactory scopes, WorkerOptions options)
    {
        _all = [.. Enumerable.Range(0, options.Jobs).Select(_ => new WorkerSlot(scopes.CreateScope()))];
        _free = new Queue<WorkerSlot>(_all);
    }

    /// <value>The slot of the next job; requires a free slot.</value>
    public WorkerSlot Next => _free.Peek();

    /// <summary>Completes when the jobs that are in progress now have ended, whether they succeeded or not.</summary>
    public async Task TheseEndAsync() => await Task.WhenAll(_busy.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Starts a job in <see cref="Next"/>.</summary>
    public void Start(Func<WorkerSlot, Task> job)
    {
        var slot = _free.Dequeue();
        _busy.Add(job(slot), slot);
    }

    /// <value>Whether no job is in progress, as of the last time that ended jobs were collected.</value>
    public bool AreAllFree => _busy.Count == 0;

    /// <summary>Completes when a slot is free.</summary>
    /// <returns>Whether a job has ended since the last call.</returns>
    /// <exception cref="Exception">A job ended with an exception that its slot should have handled.</exception>
    public async Task<bool> AnyFreeAsync()
    {
        do
        {
            if (_free.Count == 0)
            {
                await Task.WhenAny(_busy.Keys);
            }

            await CollectAsync();
        }
        while (_free.Count == 0);
        var hasEnded = _hasEnded;
        _hasEnded = false;
        return hasEnded;
    }

    /// <summary>Completes when all slots are free.</summary>
    /// <exception cref="Exception">A job ended with an exception that its slot should have handled.</exception>
    public async Task AllFreeAsync()
    {
        while (_busy.Count > 0)
        {
            await Task.WhenAny(_busy.Keys);
            await CollectAsync();
        }
    }

    /// <summary>Records that the free slots are idle.</summary>
    public void Idle()
    {
        foreach (var slot in _free)
        {
            slot.Clock.Switch(WorkKind.Idle);
        }
    }

    /// <summary>Waits for a pause, or until a job ends: others often follow from it.</summary>
    public Task RestAsync(Task pause) => Task.WhenAny([pause, .. _busy.Keys]);

    public void Dispose() => Array.ForEach(_all, slot => slot.Dispose());

    async Task CollectAsync()
    {
        foreach (var (job, slot) in _busy.Where(busy => busy.Key.IsCompleted).ToList())
        {
            _hasEnded = true;
            _busy.Remove(job);
            _free.Enqueue(slot);
            await job;
        }
    }
}

/// <summary>A slot, which does one job after the other, concurrently with other slots, with its own instances of what must not be shared.</summary>
sealed class WorkerSlot(IServiceScope scope) : IDisposable
{
    public WorkClock Clock { get; } = scope.ServiceProvider.GetRequiredService<WorkClock>();

    public JobRunner Runner { get; } = scope.ServiceProvider.GetRequiredService<JobRunner>();

    public void Dispose() => scope.Dispose();
}
