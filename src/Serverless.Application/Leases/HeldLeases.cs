using System.Collections.Concurrent;

namespace Serverless.Application.Leases;

/// <summary>Remembers until when jobs are leased, so that frequent requests of programs do not read every lease.</summary>
/// <remarks>
/// A lease that is given back expires earlier than remembered. A process that read the lease before does not offer the free job until the remembered
/// time, so the job waits for the rest of one lease at most.
/// </remarks>
public sealed class HeldLeases(TimeProvider time)
{
    const int MostKept = 10_000;

    readonly ConcurrentDictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);

    public void Remember(string jobId, DateTimeOffset until)
    {
        if (_until.Count >= MostKept)
        {
            _until.Clear();
        }

        _until[jobId] = until;
    }

    /// <summary>Returns whether a job is certainly leased; false also when that has to be looked up.</summary>
    public bool IsHeld(string jobId) => _until.TryGetValue(jobId, out var until) && time.GetUtcNow() < until;
}
