using Microsoft.Extensions.DependencyInjection;
using Serverless.Worker.Accounting;
using Serverless.Worker.Jobs;

namespace Serverless.Worker;

/// <summary>As many slots as jobs may be worked on at once, and what goes on in them. For one caller at a time.</summary>
sealed class WorkerSlots : IDisposable
{
    readonly WorkerSlot[] _all;
    readonly Queue<WorkerSlot> _free;
    readonly Dictionary<Task, WorkerSlot> _busy = [];
    bool _hasEnded;

    /// <exception cref="ArgumentException">The device to train on is not there.</exception>
    public WorkerSlots(IServiceScopeFactory scopes, WorkerOptions options)
    {
        _all = [.. Enumerable.Range(0, options.Jobs).Select(_ => new WorkerSlot(scopes.CreateScope()))];
        _free = new Queue<WorkerSlot>(_all);
    }

    /// <value>The slot of the next job; there has to be a free one.</value>
    public WorkerSlot Next => _free.Peek();

    /// <summary>Completes when the jobs that are worked on at this moment have ended, however they do.</summary>
    public async Task TheseEndAsync() => await Task.WhenAll(_busy.Keys).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    /// <summary>Begins a job in <see cref="Next"/>.</summary>
    public void Start(Func<WorkerSlot, Task> job)
    {
        var slot = _free.Dequeue();
        _busy.Add(job(slot), slot);
    }

    /// <value>Whether no job is worked on, as far as was seen.</value>
    public bool AreAllFree => _busy.Count == 0;

    /// <summary>Returns when a slot is free.</summary>
    /// <returns>Whether a job has ended since this was last called.</returns>
    /// <exception cref="Exception">What a job ended with that was its slot's to handle.</exception>
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

    /// <summary>Returns when all slots are free.</summary>
    /// <exception cref="Exception">What a job ended with that was its slot's to handle.</exception>
    public async Task AllFreeAsync()
    {
        while (_busy.Count > 0)
        {
            await Task.WhenAny(_busy.Keys);
            await CollectAsync();
        }
    }

    /// <summary>Notes that there is nothing to do for the free ones.</summary>
    public void Idle()
    {
        foreach (var slot in _free)
        {
            slot.Clock.Switch(WorkKind.Idle);
        }
    }

    /// <summary>Waits, until a job ends at the longest: others often follow from it.</summary>
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

/// <summary>Where one job after the other is worked on, beside those of other slots. Nothing that must not be shared is.</summary>
sealed class WorkerSlot(IServiceScope scope) : IDisposable
{
    public WorkClock Clock { get; } = scope.ServiceProvider.GetRequiredService<WorkClock>();

    public JobRunner Runner { get; } = scope.ServiceProvider.GetRequiredService<JobRunner>();

    public void Dispose() => scope.Dispose();
}
