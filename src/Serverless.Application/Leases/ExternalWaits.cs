using System.Collections.Concurrent;
using System.Globalization;
using Serverless.Application.Storage;
using Serverless.Core;
using Serverless.Core.Leases;
using Serverless.Core.Searches;

namespace Serverless.Application.Leases;

/// <summary>
/// Determines whether a search waits for a program that evaluates its candidates. Results are cached for a few seconds, since many clients
/// may poll at once.
/// </summary>
public sealed class ExternalWaits(OpenJobs open, IDocumentStore store, TimeProvider time)
{
    /// <summary>The most jobs whose leases are checked. Programs take any of the jobs, so a few would not show whether a program is active.</summary>
    const int MostLookedAt = 512;

    const int AtOnce = 32;

    const int MostKept = 1_000;

    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(3);

    readonly ConcurrentDictionary<string, (DateTimeOffset At, SearchWait? Wait)> _seen = new(StringComparer.Ordinal);

    /// <returns>What the search waits for; null while a program has one of its jobs, or none is open.</returns>
    public async Task<SearchWait?> FindAsync(string searchId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_seen.TryGetValue(searchId, out var seen) && now - seen.At < Fresh)
        {
            return seen.Wait;
        }

        if (_seen.Count >= MostKept)
        {
            _seen.Clear();
        }

        return (_seen[searchId] = (now, await LookAsync(searchId, now, cancellation))).Wait;
    }

    async Task<SearchWait?> LookAsync(string searchId, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = await open.ListAsync(searchId, OpenJobs.MostListed, cancellation);
        var own = new List<OpenJob>();
        var lapses = new List<DateTimeOffset?>();
        var foreign = 0;
        foreach (var part in ids.Take(MostLookedAt).Chunk(AtOnce))
        {
            var jobs = await Task.WhenAll(part.Select(id => store.FindAsync(BlobPaths.OpenJob(id), CoreJson.Default.OpenJob, cancellation)));

            // The id of a search can begin with that of another.
            string[] wanted = [.. part.Zip(jobs).Where(pair => pair.Second?.Value.SearchId == searchId).Select(pair => pair.First)];
            own.AddRange(jobs.Select(job => job?.Value).OfType<OpenJob>().Where(job => job.SearchId == searchId));
            foreign += part.Length - wanted.Length;
            var leases = await Task.WhenAll(wanted.Select(id => store.FindAsync(BlobPaths.JobLease(id), CoreJson.Default.JobLease, cancellation)));
            if (leases.Any(lease => lease?.Value.IsHeld(now) == true))
            {
                return null;
            }

            lapses.AddRange(leases.Select(lease => lease?.Value.ExpiresAt));
        }

        if (own.Count == 0)
        {
            return null;
        }

        var count = foreign > 0 ? own.Count : ids.Count;
        return new SearchWait
        {
            Kind = SearchWaitKind.Evaluator,
            What = string.Create(CultureInfo.InvariantCulture, $"your program to evaluate {count} candidate{(count == 1 ? "" : "s")}, none of which is leased,"),
            Since = lapses.Append(own.Min(job => job.Since)).OfType<DateTimeOffset>().Max(),
            QueueLength = count,
            Remedy = "Start a program that leases them by POST /api/leases: docs/external-evaluators.md",
        };
    }
}
