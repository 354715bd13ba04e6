using Serverless.EndToEnd.Tests;
using Serverless.Testing;

namespace Serverless.Benchmarks.Workers;

/// <summary>
/// The disturbances of a platform while a search runs: every two seconds a random worker is killed, and after certain shares of the search the host
/// or storage.
/// </summary>
sealed class KillSchedule(Platform platform, int workers, int evaluations)
{
    static readonly TimeSpan Stride = TimeSpan.FromSeconds(2);
    static readonly TimeSpan StorageAway = TimeSpan.FromSeconds(20);

    // In quarters of the evaluations that have ended.
    static readonly (int Quarter, bool IsHost)[] Blows = [(1, true), (2, false), (3, true)];

    readonly Random _random = new(1);
    readonly List<ChildProcess> _swarm = [];
    readonly List<ChildProcess> _all = [];

    /// <summary>Every worker that there was.</summary>
    internal IReadOnlyList<ChildProcess> Workers => _all;

    internal int WorkersKilled { get; private set; }

    internal int HostsKilled { get; private set; }

    internal int StoragePauses { get; private set; }

    internal void Begin()
    {
        for (var place = 0; place < workers; place++)
        {
            _swarm.Add(Start(place));
        }
    }

    /// <summary>Kills until it is cancelled.</summary>
    internal async Task RunAsync(string searchId, CancellationToken cancellation)
    {
        var blows = new Queue<(int Quarter, bool IsHost)>(Blows);
        var blow = Task.CompletedTask;
        while (!cancellation.IsCancellationRequested)
        {
            var pause = Task.Delay(Stride, cancellation);
            var place = _random.Next(workers);
            await _swarm[place].KillAsync();
            WorkersKilled++;
            _swarm[place] = Start(place);
            if (blow.IsCompleted && blows.TryPeek(out var next))
            {
                await blow;
                blow = BlowAsync();
                async Task BlowAsync()
                {
                    if (await platform.Searches.FindAsync(searchId) is { } search && 4 * search.Budget.TrainingsSpent >= next.Quarter * evaluations)
                    {
                        blows.Dequeue();
                        await (next.IsHost ? KillHostAsync() : TakeStorageAwayAsync());
                    }
                }
            }

            await pause.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await blow;
    }

    ChildProcess Start(int place)
    {
        var worker = platform.StartWorker(FormattableString.Invariant($"worker-{place}-{_all.Count}"), "--checkpoint-seconds", "1");
        _all.Add(worker);
        return worker;
    }

    async Task KillHostAsync()
    {
        await platform.Host.KillAsync();
        HostsKilled++;
        await platform.StartHostAsync();
    }

    async Task TakeStorageAwayAsync()
    {
        await platform.TakeStorageAwayAsync(StorageAway);
        StoragePauses++;
    }
}
