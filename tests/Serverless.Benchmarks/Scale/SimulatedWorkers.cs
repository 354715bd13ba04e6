using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Serverless.Application.Jobs;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Jobs;
using Serverless.MultiObjective.Randomness;
using Serverless.Storage;

namespace Serverless.Benchmarks.Scale;

/// <summary>
/// Workers that train nothing: each takes jobs like a worker, waits for a random time, and returns an accuracy that is a function of the candidate.
/// </summary>
sealed class SimulatedWorkers : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    readonly ServiceProvider _services;
    readonly TimeSpan _mean;
    readonly CancellationTokenSource _ending = new();
    readonly Stopwatch _clock = Stopwatch.StartNew();
    readonly Lock _gate = new();
    readonly List<(TimeSpan Begun, TimeSpan Ended)> _jobs = [];
    readonly Task[] _workers;
    int _answered;

    internal SimulatedWorkers(string connectionString, int count, TimeSpan mean)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connectionString })
            .Build();
        _services = new ServiceCollection().AddServerlessStorage(configuration).BuildServiceProvider();
        _mean = mean;
        _workers = [.. Enumerable.Range(0, count).Select(number => Task.Run(() => WorkAsync(number)))];
    }

    internal int Answered => Volatile.Read(ref _answered);

    /// <summary>The share of the workers' time in which they worked, from when all had a job until the last one was taken.</summary>
    internal (double Share, TimeSpan Window) BusyShare()
    {
        lock (_gate)
        {
            var begun = _jobs.Select(job => job.Begun).Order().ToList();
            var (from, to) = (begun[Math.Min(_workers.Length, begun.Count - 1)], begun[^1]);
            var busy = _jobs.Sum(job => Math.Max(0, Math.Min(job.Ended.Ticks, to.Ticks) - Math.Max(job.Begun.Ticks, from.Ticks)));
            return (busy / ((to - from).Ticks * (double)_workers.Length), to - from);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_workers);
        await _services.DisposeAsync();
        _ending.Dispose();
    }

    async Task WorkAsync(int number)
    {
        var (queue, pause) = (_services.GetRequiredService<IJobQueue>(), Pause);
        try
        {
            while (true)
            {
                // No lease has to be renewed: the longest drawn time is shorter.
                if (await queue.ReceiveAsync(TimeSpan.FromSeconds(60) + (2 * _mean), [], _ending.Token) is { } leased)
                {
                    pause = Pause;
                    await AnswerAsync(number, leased);
                }
                else
                {
                    await Task.Delay(pause, _ending.Token);
                    pause = pause * 1.2 < LongestPause ? pause * 1.2 : LongestPause;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The benchmark is over.
        }
    }

    async Task AnswerAsync(int number, ILeasedJobMessage leased)
    {
        var documents = _services.GetRequiredService<IDocumentStore>();
        var job = (await documents.ReadAsync(BlobPaths.Job(leased.Message!.JobId), CoreJson.Default.Job, _ending.Token)).Value;
        if (await _services.GetRequiredService<IJobClaims>().TryClaimAsync(job.Id, TimeSpan.FromSeconds(60), _ending.Token) is not { } claim)
        {
            return;
        }

        await using (claim)
        {
            var begun = _clock.Elapsed;
            var random = RandomStream.For(job.Seed, int.Parse(job.Candidate!.Value.Value.AsSpan(1, 7), System.Globalization.NumberStyles.HexNumber, null), 0);

            // Uniform from half the mean to one and a half of it.
            await Task.Delay(_mean * (0.5 + random.NextDouble()), _ending.Token);
            var ended = _clock.Elapsed;
            lock (_gate)
            {
                _jobs.Add((begun, ended));
            }

            var result = new JobResult
            {
                JobId = job.Id,
                Outcome = JobOutcome.Completed,
                Metrics = new Dictionary<string, double> { ["accuracy"] = 60 + (30 * random.NextDouble()) },
                Seconds = (ended - begun).TotalSeconds,
                RanOn = "cpu",
                Worker = FormattableString.Invariant($"simulated-{number}"),
            };
            await documents.TryCreateAsync(BlobPaths.JobResult(job.Id), result, CoreJson.Default.JobResult, _ending.Token);
            await _services.GetRequiredService<IJobResultQueue>().SendAsync(new JobResultMessage(job.Id, job.InstanceId, job.EventName), _ending.Token);
            await leased.CompleteAsync(_ending.Token);
            Interlocked.Increment(ref _answered);
        }
    }
}
